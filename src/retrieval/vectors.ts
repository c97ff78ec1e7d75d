import { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';

/** How well one example of the index fits; `example` is its position in the index's list of examples. */
export interface Neighbour {
  readonly example: number;
  /** Cosine similarity, 1 for the same direction. */
  readonly similarity: number;
}

/** Finds the nearest examples. */
export interface VectorSearch {
  readonly kind: 'hnsw' | 'exact';
  nearest(vector: readonly number[], count: number): Promise<Neighbour[]>;
}

// The library's default of 10 finds 70 % of the true neighbours among 100,000 vectors; 200 finds all (shared measurement, 2026).
const SEARCH_WIDTH = 200;
/** Vectors that are added to a graph at a stretch: some 100 ms. */
const SLICE = 500;
const GRAPH = { connections: 16, buildWidth: 200 };

type HnswModule = typeof import('@langchain/community/vectorstores/hnswlib');

/** LangChain's HNSWLib store, or undefined where `hnswlib-node` could not be compiled. */
async function hnswStore(): Promise<HnswModule['HNSWLib'] | undefined> {
  try {
    await import('hnswlib-node');
  } catch {
    return undefined;
  }
  return (await import('@langchain/community/vectorstores/hnswlib')).HNSWLib;
}

/** Writes the graph of these vectors into a directory. @returns false where the addon is missing: nothing is written then */
export async function saveGraph(
  directory: string,
  vectors: readonly number[][],
  embeddings: EmbeddingsInterface,
): Promise<boolean> {
  const HNSWLib = await hnswStore();
  const first = vectors[0];
  if (!HNSWLib || !first) return false;
  const { HierarchicalNSW } = (await import('hnswlib-node')).default;
  const index = new HierarchicalNSW('cosine', first.length);
  index.initIndex(vectors.length, GRAPH.connections, GRAPH.buildWidth, 1);
  const store = new HNSWLib(embeddings, { space: 'cosine', numDimensions: first.length, index });
  const documents = vectors.map((_, example) => new Document({ pageContent: '', metadata: { example } }));
  // The store adds in one go, and a thread that does not answer meanwhile is taken to hang.
  for (let start = 0; start < vectors.length; start += SLICE) {
    await store.addVectors(vectors.slice(start, start + SLICE), documents.slice(start, start + SLICE));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await store.save(directory);
  return true;
}

/** Opens a graph that `saveGraph` wrote. @returns undefined where the addon is missing */
export async function openGraph(directory: string, embeddings: EmbeddingsInterface): Promise<VectorSearch | undefined> {
  const HNSWLib = await hnswStore();
  if (!HNSWLib) return undefined;
  const store = await HNSWLib.load(directory, embeddings);
  store.index.setEf(SEARCH_WIDTH);
  return {
    kind: 'hnsw',
    async nearest(vector, count) {
      const most = Math.min(count, store.index.getCurrentCount());
      const found = await store.similaritySearchVectorWithScore([...vector], most);
      // The store's score is a distance.
      return found.map(([document, distance]) => ({
        example: (document.metadata as { example: number }).example,
        similarity: 1 - distance,
      }));
    },
  };
}

/** Looks at every vector: exact, and fast enough for a knowledge base of thousands of examples. */
export function exactScan(matrix: Float32Array, dimensions: number): VectorSearch {
  const rows = dimensions > 0 ? matrix.length / dimensions : 0;
  return {
    kind: 'exact',
    nearest(vector, count) {
      // The best so far, best first; most vectors are no match for the last of them, so little is moved and nothing is sorted.
      const best: Neighbour[] = [];
      for (let example = 0; example < rows; example++) {
        let similarity = 0;
        const offset = example * dimensions;
        for (let d = 0; d < dimensions; d++) similarity += (matrix[offset + d] as number) * (vector[d] as number);
        const last = best.at(-1);
        if (best.length >= count && last && similarity <= last.similarity) continue;
        let place = best.length;
        while (place > 0 && (best[place - 1] as Neighbour).similarity < similarity) place--;
        best.splice(place, 0, { example, similarity });
        if (best.length > count) best.pop();
      }
      return Promise.resolve(best);
    },
  };
}
