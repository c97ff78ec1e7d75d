import type { SectionName } from '../knowledge/types.js';
import type { Retrieval } from './retrievalIndex.js';

/** How much the article's own nearest examples count beside the model over all articles. */
const NEIGHBOUR_SHARE = 0.4;
/** A second section is given too when it is this likely: the question then asks for both. */
const SECOND = 0.35;

/**
 * Which sections of an article to show: the likeliest first, and a second one where the question seems to ask for both.
 * @param available the sections that the article has; `summary` always
 */
export function chooseSections(retrieval: Retrieval, article: string, available: readonly SectionName[]): SectionName[] {
  const votes = new Map<SectionName, number>();
  for (const { article: of, section, similarity } of retrieval.neighbours) {
    if (of !== article || similarity <= 0) continue;
    const name = section ?? 'summary';
    votes.set(name, (votes.get(name) ?? 0) + similarity ** 4);
  }
  const votesTotal = [...votes.values()].reduce((a, b) => a + b, 0) || 1;
  const likelyTotal = available.reduce((sum, name) => sum + (retrieval.sections.get(name) ?? 0), 0) || 1;
  const scored = available
    .map((name) => {
      const likely = (retrieval.sections.get(name) ?? 0) / likelyTotal;
      return { name, score: (1 - NEIGHBOUR_SHARE) * likely + (NEIGHBOUR_SHARE * (votes.get(name) ?? 0)) / votesTotal };
    })
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first) return ['summary'];
  return second && second.score >= SECOND ? [first.name, second.name] : [first.name];
}
