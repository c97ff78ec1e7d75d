import { type Answer, type Grant, directLine, message, readLog } from '../testing/directLine.js';
import { pause } from '../testing/until.js';

/** A message as its sender knows it. */
export interface Spoken {
  readonly clientActivityID: string;
  /** Goes up with every message that was sent after an earlier one was acknowledged; two sent at the same instant share it. */
  readonly place: number;
  posts: number;
  /** The ids under which it was acknowledged; all have to be the same. */
  readonly acknowledgedAs: Set<string>;
}

/** One conversation as its person knows it. */
export interface Talk {
  readonly grant: Grant;
  readonly spoken: Spoken[];
}

export interface TalkerOptions {
  /** Where the product is at this moment. */
  readonly url: () => string;
  readonly name: string;
  readonly random: () => number;
  /** Whether to begin with something new; what was begun is always resent until it is acknowledged. */
  readonly goOn: () => boolean;
  /** When to give up resending, in milliseconds since 1970; asked each time. */
  readonly deadline: () => number;
}

const QUESTIONS = [
  'biaya paspor baru',
  'paspor saya hilang',
  'denda overstay berapa',
  'how much is a first passport',
  'bikin sim c',
  'halo',
  'resep rendang',
];
const LONGEST_WAIT_FOR_ANSWER_MS = 1_000;

/**
 * A person who writes in one conversation after the other, as a client should: each message is posted again under the same id until it is
 * acknowledged, and the next follows only then.
 */
export async function talk(options: TalkerOptions, talks: Talk[]): Promise<void> {
  const { url, name, random, goOn, deadline } = options;
  const client = (): ReturnType<typeof directLine> => directLine(url());
  let named = 0;

  /** Asks until somebody alive has answered. */
  const insist = async (
    ask: () => Promise<Answer>,
    each: () => void = () => undefined,
  ): Promise<Answer | undefined> => {
    while (Date.now() < deadline()) {
      each();
      const answer = await ask().catch(() => undefined);
      if (answer && answer.status < 500) {
        if (answer.status >= 300) throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer;
      }
      await pause(10 + random() * 50);
    }
    return undefined;
  };
  const newMessage = (place: number): Spoken => ({
    clientActivityID: `${name}-${++named}`,
    place,
    posts: 0,
    acknowledgedAs: new Set(),
  });
  const send = async ({ grant }: Talk, spoken: Spoken): Promise<void> => {
    const text = QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? '';
    const answer = await insist(
      () => client().post(grant, message(spoken.clientActivityID, text)),
      () => spoken.posts++,
    );
    if (answer) spoken.acknowledgedAs.add((answer.body as { id: string }).id);
  };
  /** Waits for a reply, as most people do; not for long, since a dead instance's claim may hold it up. */
  const listen = async ({ grant }: Talk): Promise<void> => {
    const patience = Date.now() + LONGEST_WAIT_FOR_ANSWER_MS;
    while (Date.now() < patience && goOn()) {
      const log = await readLog(url(), grant).catch(() => []);
      if (log.at(-1)?.from?.role === 'bot') return;
      await pause(20 + random() * 60);
    }
  };

  while (goOn()) {
    const token = await insist(() => client().token());
    const begun = token && (await insist(() => client().begin((token.body as Grant).token)));
    if (!begun) return;
    const one: Talk = { grant: begun.body as Grant, spoken: [] };
    talks.push(one);
    const length = 2 + Math.floor(random() * 8);
    for (let place = 1; place <= length && goOn(); place++) {
      const manner = random();
      const first = newMessage(place);
      one.spoken.push(first);
      if (manner < 0.15) {
        // The same message twice at once, as after an impatient retry.
        await Promise.all([send(one, first), send(one, first)]);
      } else if (manner < 0.3) {
        // Two messages at the same instant: either may come first.
        const second = newMessage(place);
        one.spoken.push(second);
        await Promise.all([send(one, first), send(one, second)]);
      } else {
        await send(one, first);
        // Else the next one follows without waiting for the answer.
        if (manner > 0.85) await listen(one);
      }
      await pause(random() * 20);
    }
  }
}
