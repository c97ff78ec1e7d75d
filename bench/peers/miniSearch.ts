import MiniSearch from 'minisearch';
import type { Finder, PeerText } from './peer.js';

const FIELDS = ['title', 'example', 'section'] as const;

/**
 * MiniSearch as it did best here: one document for each article, with its titles, example questions and section texts as fields, titles
 * and examples counting double; any word may match (its default). Fuzzy or prefix matching brought nothing on top.
 */
export function miniSearch(texts: readonly PeerText[]): Finder {
  const documents = new Map<string, { id: string; title: string; example: string; section: string }>();
  for (const { article, kind, text } of texts) {
    const known = documents.get(article) ?? { id: article, title: '', example: '', section: '' };
    documents.set(article, { ...known, [kind]: `${known[kind]}\n${text}` });
  }
  const index = new MiniSearch({ fields: [...FIELDS], searchOptions: { boost: { title: 2, example: 2 } } });
  index.addAll([...documents.values()]);
  return ({ text }) => {
    const [best] = index.search(text);
    return { article: best && String(best.id), score: best?.score ?? 0 };
  };
}
