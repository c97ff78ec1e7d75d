import { create, insertMultiple, search } from '@orama/orama';
import type { Finder, Found, PeerText } from './peer.js';

/** Documents that are looked at for one question, and those of one article that count. */
const LIMIT = 100;
const TOP = 3;

/**
 * Orama as it did best here: one document for each text, its default BM25, any word may match (threshold 1), no tolerance; the article is
 * the one whose three best texts have the highest sum.
 */
export async function orama(texts: readonly PeerText[]): Promise<Finder> {
  const index = create({ schema: { text: 'string', article: 'string' } as const });
  const documents = texts.map(({ text, article }) => ({ text, article }));
  await insertMultiple(index, documents, 1_000);
  return async ({ text }) => {
    const { hits } = await search(index, { term: text, properties: ['text'], threshold: 1, limit: LIMIT });
    return bestArticle(hits.map(({ document, score }) => ({ article: document.article, score })));
  };
}

/** @param hits best first */
function bestArticle(hits: readonly { readonly article: string; readonly score: number }[]): Found {
  const tops = new Map<string, { sum: number; count: number }>();
  for (const { article, score } of hits) {
    const top = tops.get(article) ?? { sum: 0, count: 0 };
    if (top.count < TOP) tops.set(article, { sum: top.sum + score, count: top.count + 1 });
  }
  let best: Found = { article: undefined, score: 0 };
  for (const [article, { sum }] of tops) if (sum > best.score) best = { article, score: sum };
  return best;
}
