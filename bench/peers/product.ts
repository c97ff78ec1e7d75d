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

/** The product's own fit over articles without titles, which its index files do not allow for: in memory, its graph on disk. */
export async function fitProduct(knowledge: KnowledgeBase, root: string): Promise<RetrievalIndex> {
  const { fitIndex } = await import('../../src/retrieval/buildIndex.js');
  const { RetrievalIndex } = await import('../../src/retrieval/retrievalIndex.js');
  const { openGraph, saveGraph } = await import('../../src/retrieval/vectors.js');
  const { manifest, arrays, vectors } = await fitIndex({
    knowledge,
    external: undefined,
    builtAt: new Date().toISOString(),
  });
  const index = new RetrievalIndex({ ...manifest, checksums: {} }, arrays, knowledge.glossary);
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
