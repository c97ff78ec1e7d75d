import { create, insertMultiple, search } from '@orama/orama';
import { bestArticle } from './bestArticle.js';
import type { Finder, PeerText } from './peer.js';

/** Documents that are looked at for one question. */
const LIMIT = 100;

/** Orama, one document for each text: BM25, any word may match (threshold 1), one letter may be wrong. */
export async function orama(texts: readonly PeerText[]): Promise<Finder> {
  const index = create({ schema: { text: 'string', article: 'string' } as const });
  await insertMultiple(
    index,
    texts.map(({ text, article }) => ({ text, article })),
    1_000,
  );
  return async ({ text }) => {
    const { hits } = await search(index, {
      term: text,
      properties: ['text'],
      threshold: 1,
      tolerance: 1,
      limit: LIMIT,
    });
    return bestArticle(hits.map(({ document, score }) => ({ article: document.article, score })));
  };
}
