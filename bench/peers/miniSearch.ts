import MiniSearch from 'minisearch';
import { bestArticle } from './bestArticle.js';
import type { Finder, PeerText } from './peer.js';

/** MiniSearch, one document for each text: any word may match, misspelt ones and beginnings count less. */
export function miniSearch(texts: readonly PeerText[]): Finder {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    searchOptions: { combineWith: 'OR', fuzzy: 0.2, prefix: true },
  });
  index.addAll(texts.map(({ text }, id) => ({ id, text })));
  return ({ text }) =>
    bestArticle(index.search(text).map(({ id, score }) => ({ article: texts[Number(id)]?.article ?? '', score })));
}
