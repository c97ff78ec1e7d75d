import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnowledgeBase } from '../../src/knowledge/types.js';
import type { RetrievalIndex } from '../../src/retrieval/retrievalIndex.js';
import type { Finder } from './peer.js';

/** The product's index over the knowledge base: built where `root` holds none, opened where it does. */
export async function product(knowledge: KnowledgeBase, root: string): Promise<Finder> {
  const { openIndex } = await import('../../src/retrieval/openIndex.js');
  return finderOver(
    await openIndex({ root, knowledge, external: undefined, now: () => new Date(), newId: randomUUID }),
  );
}

/** A title and a short question in each of two languages come before an article's example questions. */
const TITLES = 4;

/**
 * The product's own fit over articles that have example questions and nothing else: fitted in memory, its graph on disk. The vectors of the
 * empty titles are left out: hundreds that are all the same would only keep the graph from finding the rest.
 */
export async function fitProduct(knowledge: KnowledgeBase, root: string): Promise<RetrievalIndex> {
  const { fitIndex } = await import('../../src/retrieval/buildIndex.js');
  const { RetrievalIndex } = await import('../../src/retrieval/retrievalIndex.js');
  const { openGraph, saveGraph } = await import('../../src/retrieval/vectors.js');
  const fitted = await fitIndex({ knowledge, external: undefined, builtAt: new Date().toISOString() });
  const isTitle = [...knowledge.articles.values()].flatMap(({ questions }) => [
    ...Array<boolean>(TITLES).fill(true),
    ...questions.map(() => false),
  ]);
  if (isTitle.length !== fitted.vectors.length) throw new Error('the fit has other examples than were thought');
  const vectors = fitted.vectors.filter((_, example) => !isTitle[example]);
  const examples = fitted.manifest.examples.filter((_, example) => !isTitle[example]);
  const index = new RetrievalIndex(
    { ...fitted.manifest, examples, checksums: {} },
    { ...fitted.arrays, vectors: Float32Array.from(vectors.flat()) },
    knowledge.glossary,
  );
  await mkdir(root, { recursive: true });
  const graph = join(root, 'graph');
  if (await saveGraph(graph, vectors, index.embedder)) {
    const search = await openGraph(graph, index.embedder);
    if (search) index.useSearch(search);
  }
  return index;
}

export function finderOver(index: RetrievalIndex): Finder {
  return async ({ text }) => {
    const [best] = (await index.search(text)).candidates;
    return { article: best?.article, score: best?.score ?? 0 };
  };
}
