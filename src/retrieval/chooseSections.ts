import type { SectionName } from '../knowledge/types.js';
import type { SectionEvidence } from './retrievalIndex.js';

/** How much the article's own passages count beside the model over all articles, and what a phrase that names a section adds. */
const VOTE_SHARE = 0.5;
const CUE = 0.25;
/** Where an article tells a fine among its fees, or a fee among its fines, the phrase for the one means the other. */
const STANDS_FOR: Partial<Record<SectionName, SectionName>> = { penalty: 'fee', fee: 'penalty' };
/** A second section is given too when its score comes this near to the first's: the question then asks for both. */
const NEAR = 0.8;
const LEAST = 0.35;

/**
 * Which sections of an article to show: the likeliest first, and a second one where the question seems to ask for both.
 * @param available the sections that the article has; `summary` always
 */
export function chooseSections(
  { likely, votes, cued }: SectionEvidence,
  available: readonly SectionName[],
): SectionName[] {
  const total = (of: ReadonlyMap<SectionName, number>): number =>
    available.reduce((sum, name) => sum + (of.get(name) ?? 0), 0) || 1;
  const likelyTotal = total(likely);
  const votesTotal = total(votes);
  const meant = new Set([...cued].map((name) => (available.includes(name) ? name : (STANDS_FOR[name] ?? name))));
  const scored = available
    .map((name) => ({
      name,
      score:
        ((1 - VOTE_SHARE) * (likely.get(name) ?? 0)) / likelyTotal +
        (VOTE_SHARE * (votes.get(name) ?? 0)) / votesTotal +
        (meant.has(name) ? CUE : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first) return ['summary'];
  const both = second && second.score >= LEAST && second.score >= NEAR * first.score;
  return both ? [first.name, second.name] : [first.name];
}
