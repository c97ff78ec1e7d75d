import { rm } from 'node:fs/promises';
import { seededRandom } from '../../src/retrieval/random.js';
import { countWaiting } from '../../src/store/inbox.js';
import { openStore } from '../../src/store/openStore.js';
import type { Store } from '../../src/store/store.js';
import { readLog } from '../testing/directLine.js';
import { freePort } from '../testing/freePort.js';
import { type ProductProcess, answering, spawnProduct, startProduct, testSettings } from '../testing/productProcess.js';
import { pause, until } from '../testing/until.js';
import { readRows } from './storeRows.js';
import { type Talk, talk } from './talker.js';
import { type Heard, type Verdict, verify } from './verify.js';

export interface CrashRun {
  readonly kills: number;
  readonly clients: number;
  readonly seed: number;
  /** An empty database; absent: SQLite. */
  readonly databaseUrl?: string;
  /** Told after each restart how many kills there were. */
  readonly onRestart?: (kills: number) => void;
}

export interface CrashFigures extends Verdict {
  readonly sent: number;
  readonly acknowledged: number;
  readonly resent: number;
  readonly conversations: number;
  readonly kills: number;
  /** Kills on top of those, while the program was still starting. */
  readonly killsInStart: number;
  readonly restarts: number;
  /** How often the kill left messages that were stored and not answered. */
  readonly struckBeforeAnswer: number;
  /** How often it left a turn that had begun. */
  readonly struckInTurn: number;
  /** How many messages were stored and their acknowledgement never arrived. */
  readonly storedUnacknowledged: number;
  readonly turns: number;
  readonly seconds: number;
  readonly trouble: string[];
}

/** How long what is left may take at the end: a claim of a dead instance expires after 30 s, and a failed attempt waits up to 30 s. */
const SETTLE_MS = 120_000;
/** How long the first acknowledgement of a life may take, in milliseconds. */
const FIRST_MESSAGE_MS = 60_000;
/** When the kill strikes after the first message of a life, in milliseconds: most come early, some when the code has warmed up. */
const EARLIEST_KILL_MS = 30;
const LATEST_KILL_MS = 400;
const LATEST_LATE_KILL_MS = 1_500;
const LATE_SHARE = 0.2;
/** After which share of the kills the next start is killed as well. */
const START_SHARE = 0.1;

/** Kills the product again and again under load, lets it settle, and compares what was promised with what is there. */
export async function crashRun(run: CrashRun): Promise<CrashFigures> {
  const startedAt = Date.now();
  const random = seededRandom(run.seed);
  const settings = await testSettings(
    await freePort(),
    run.databaseUrl === undefined ? {} : { DATABASE_URL: run.databaseUrl },
  );
  const dataDir = settings['DATA_DIR'] ?? '';
  const look = async <T>(read: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore({ dataDir, databaseUrl: run.databaseUrl, exclusive: false });
    return read(store).finally(() => store.close());
  };
  const talks: Talk[] = [];
  const trouble: string[] = [];
  const counts = { restarts: 0, killsInStart: 0, struckBeforeAnswer: 0, struckInTurn: 0, storedUnacknowledged: 0 };
  const acknowledged = (): number =>
    talks.flatMap(({ spoken }) => spoken).filter(({ acknowledgedAs }) => acknowledgedAs.size > 0).length;
  let product: ProductProcess | undefined;
  let loaded = true;
  try {
    product = await startProduct(settings);
    const { url } = product;
    // Restarts take what they take, and each has a limit of its own; the clients' patience is counted from the last one.
    let deadline = Infinity;
    const people = Array.from({ length: run.clients }, async (_, n) => {
      const person = {
        url: () => url,
        name: `p${n}`,
        random: seededRandom(run.seed * 1000 + n),
        goOn: () => loaded,
        deadline: () => deadline,
      };
      await talk(person, talks).catch((error: unknown) => trouble.push(`p${n}: ${String(error)}`));
    });
    for (let kill = 0; kill < run.kills; kill++) {
      const latest = random() < LATE_SHARE ? LATEST_LATE_KILL_MS : LATEST_KILL_MS;
      // Counted from the first message of this life, so that a slow machine's kills do not all strike an idle server.
      const before = acknowledged();
      await until('a message is acknowledged', FIRST_MESSAGE_MS, () => acknowledged() > before);
      await pause(EARLIEST_KILL_MS + random() * (latest - EARLIEST_KILL_MS));
      const { code, signal } = await product.kill();
      if (signal !== 'SIGKILL')
        trouble.push(`the product ended by itself with ${code ?? signal ?? '?'}: ${product.output()}`);
      const waiting = new Set(
        talks.flatMap(({ grant, spoken }) =>
          spoken
            .filter(({ acknowledgedAs }) => acknowledgedAs.size === 0)
            .map(({ clientActivityID }) => `${grant.conversationId}/${clientActivityID}`),
        ),
      );
      const left = await look(readRows);
      if (left.inbox.some(({ status }) => status === 'waiting')) counts.struckBeforeAnswer++;
      if (left.claimed > 0) counts.struckInTurn++;
      counts.storedUnacknowledged += left.inbox.filter(({ nativeId }) => waiting.has(nativeId)).length;
      if (random() < START_SHARE) {
        const stillborn = spawnProduct(settings);
        await pause(random() * 1_000);
        await stillborn.kill();
        counts.killsInStart++;
        counts.restarts++;
      }
      product = spawnProduct(settings);
      counts.restarts++;
      await answering(product);
      run.onRestart?.(kill + 1);
    }
    loaded = false;
    deadline = Date.now() + SETTLE_MS;
    await Promise.all(people);
    await look((store) =>
      until('everything is answered', SETTLE_MS, async () => (await countWaiting(store.db)) === 0),
    ).catch((error: unknown) => trouble.push(String(error)));
    const heard: Heard[] = [];
    for (const one of talks)
      heard.push({
        talk: one,
        log: await readLog(url, one.grant).catch((error: unknown) => (trouble.push(String(error)), [])),
      });
    const rows = await look(readRows);
    const spoken = talks.flatMap((one) => one.spoken);
    const unacknowledged = spoken.filter(({ acknowledgedAs }) => acknowledgedAs.size === 0).length;
    if (unacknowledged > 0) trouble.push(`${unacknowledged} messages were never acknowledged`);
    const verdict = verify(heard, rows);
    return {
      ...verdict,
      ...counts,
      trouble,
      sent: spoken.length,
      acknowledged: spoken.length - unacknowledged,
      resent: spoken.reduce((sum, { posts }) => sum + Math.max(0, posts - 1), 0),
      conversations: talks.length,
      kills: run.kills,
      turns: rows.turns.length,
      seconds: (Date.now() - startedAt) / 1000,
    };
  } finally {
    loaded = false;
    await product?.kill();
    await rm(dataDir, { recursive: true, force: true });
    await rm(settings['KNOWLEDGE_BASE_DIR'] ?? '', { recursive: true, force: true });
  }
}

/** Whether nothing was lost, doubled or misordered, and the run itself went as it should. */
export function passed({ lost, ungreeted, doubled, misordered, trouble }: CrashFigures): boolean {
  return lost.length + ungreeted.length + doubled.length + misordered.length + trouble.length === 0;
}
