import type { SectionName } from '../knowledge/types.js';
import type { SectionEvidence } from './retrievalIndex.js';

/** How much the model over all articles, the article's own model and the likeness to its passages count, and what a phrase that names a section adds. */
const SHARE = { likely: 0.25, own: 0.65, votes: 0.1 };
const CUE = 0.1;
/** Who asks for an amount and is shown something else may take another figure for it, so these phrases count more. */
const AMOUNT_CUE = 0.25;
/** A phrase in a sentence of its own that asks counts so many times. */
const ASKED = 2;
/** Where an article tells a fine among its fees, or a fee among its fines, the phrase for the one means the other. */
export const STANDS_FOR: Partial<Record<SectionName, SectionName>> = { penalty: 'fee', fee: 'penalty' };
/** A second section is given too when its score comes this near to the first's: the question then asks for both. */
const NEAR = 0.8;
const LEAST = 0.35;

/**
 * Which sections of an article to show: the likeliest first, and a second one where the question seems to ask for both.
 * @param available the sections that the article has; `summary` always
 */
export function chooseSections(evidence: SectionEvidence, available: readonly SectionName[]): SectionName[] {
  const meant = new Set(
    [...evidence.cued].map((name) => (available.includes(name) ? name : (STANDS_FOR[name] ?? name))),
  );
  const share = (of: ReadonlyMap<SectionName, number>, name: SectionName): number => {
    const total = available.reduce((sum, one) => sum + (of.get(one) ?? 0), 0);
    return total > 0 ? (of.get(name) ?? 0) / total : 0;
  };
  const cue = (name: SectionName): number =>
    !meant.has(name) ? 0 : (name === 'fee' || name === 'penalty' ? AMOUNT_CUE : CUE) * (evidence.asked ? ASKED : 1);
  const scored = available
    .map((name) => ({
      name,
      score:
        SHARE.likely * share(evidence.likely, name) +
        SHARE.own * share(evidence.own, name) +
        SHARE.votes * share(evidence.votes, name) +
        cue(name),
    }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first) return ['summary'];
  const both = second && second.score >= LEAST && second.score >= NEAR * first.score;
  return both ? [first.name, second.name] : [first.name];
}
