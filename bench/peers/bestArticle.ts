import type { Found } from './peer.js';

const TOP = 3;

/**
 * From scored texts to an article, as the product does it and as worked best for full-text search too: the sum of an article's three
 * best texts.
 * @param hits best first
 */
export function bestArticle(hits: readonly { readonly article: string; readonly score: number }[]): Found {
  const tops = new Map<string, { sum: number; count: number }>();
  for (const { article, score } of hits) {
    const top = tops.get(article) ?? { sum: 0, count: 0 };
    if (top.count < TOP) tops.set(article, { sum: top.sum + score, count: top.count + 1 });
  }
  let best: Found = { article: undefined, score: 0 };
  for (const [article, { sum }] of tops) if (sum > best.score) best = { article, score: sum };
  return best;
}
