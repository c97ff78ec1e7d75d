import type { Intent } from '../knowledge/types.js';
import { partsOf, PLAIN, type LikelyIntent } from '../retrieval/intentModel.js';
import { normalise } from '../retrieval/normalise.js';

/** How likely a whole message has to be something else than a plain question. */
const TAKEN = 0.5;
/** A part among others says less for certain. */
const TAKEN_PART = 0.75;
/** In fewer words there is too little to go by; what matters in them stands among the phrases. */
const LEAST_WORDS = 3;

/** The sentences of a text that hold letters, as they were written. */
export function sentencesOf(text: string): string[] {
  return (text.match(/[^.?!\n]+[.?!]*/g) ?? []).map((one) => one.trim()).filter((one) => /\p{L}/u.test(one));
}

/**
 * What kind of message a text is, judged as a whole and clause by clause; the likeliest of all wins.
 * @returns undefined for a plain question
 */
export function judgeIntent(
  text: string,
  intents: ReadonlyMap<string, Intent>,
  intentOf: (text: string) => readonly LikelyIntent[],
): Intent | undefined {
  const said = ` ${normalise(text)} `;
  for (const intent of intents.values())
    if (intent.phrases.some((phrase) => said.includes(` ${normalise(phrase)} `))) return intent;
  let best: { id: string; likely: number } | undefined;
  for (const part of partsOf(text)) {
    if (normalise(part).split(' ').length < LEAST_WORDS) continue;
    const kinds = intentOf(part);
    const likely = 1 - (kinds.find(({ id }) => id === PLAIN)?.likely ?? 1);
    const kind = kinds.find(({ id }) => id !== PLAIN);
    if (kind && likely >= (part === text ? TAKEN : TAKEN_PART) && likely > (best?.likely ?? 0))
      best = { id: kind.id, likely };
  }
  return best && intents.get(best.id);
}
