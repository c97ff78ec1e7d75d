import { join } from 'node:path';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { AppError } from '../errors.js';
import type { KnowledgeBase } from '../knowledge/types.js';
import { buildIndex, checkKnownQuery } from './buildIndex.js';
import { indexName, readIndexFiles } from './indexFiles.js';
import { RetrievalIndex } from './retrievalIndex.js';
import { openGraph } from './vectors.js';

export interface OpenIndexOptions {
  /** The folder of all indexes. */
  readonly root: string;
  readonly knowledge: KnowledgeBase;
  readonly external: { readonly name: string; readonly embeddings: EmbeddingsInterface } | undefined;
  readonly now: () => Date;
  readonly newId: () => string;
  /**
   * Given: the graph is opened while the first questions are answered by an exact scan, and this is told if it cannot be, whereupon the index
   * is built anew beside them. Absent: it is waited for, and a damaged graph is a damaged index.
   */
  readonly onGraphFailure?: (error: unknown) => void;
  /** Told in words when an index is built, and why. */
  readonly onBuild?: (reason: string) => void;
}

/**
 * The index of this knowledge base: the one on disk, or a new one where that is missing or damaged.
 * @throws AppError EMBEDDINGS_UNREACHABLE when an external model is set, does not answer and no index of it is there
 */
export async function openIndex(options: OpenIndexOptions): Promise<RetrievalIndex> {
  const { root, knowledge, external, onBuild } = options;
  await mkdir(root, { recursive: true });
  const directory = join(root, indexName(knowledge.hash, external?.name ?? 'built-in'));
  try {
    return await load(directory, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INDEX_DAMAGED') throw error;
    onBuild?.(existsSync(directory) ? error.message : 'there is none of this knowledge base yet');
  }
  await build(options);
  return load(directory, options);
}

function build({ root, knowledge, external, now, newId }: OpenIndexOptions): Promise<string> {
  return buildIndex(root, { knowledge, external, builtAt: now().toISOString() }, newId());
}

async function load(directory: string, options: OpenIndexOptions): Promise<RetrievalIndex> {
  const { knowledge, external, onGraphFailure } = options;
  const { manifest, arrays } = await readIndexFiles(directory);
  const index = new RetrievalIndex(manifest, arrays, knowledge.glossary, external?.embeddings, knowledge.intentWords);
  if (manifest.hasGraph) {
    const open = async (): Promise<void> => {
      const graph = await openGraph(join(directory, 'graph'), index.embeddings).catch((error: unknown) => {
        throw new AppError('INDEX_DAMAGED', directory, error);
      });
      if (graph) index.useSearch(graph);
    };
    if (onGraphFailure)
      index.graphSettled = open()
        .catch(async (error: unknown) => {
          onGraphFailure(error);
          await build(options); // the same again, which is what makes it fit the arrays in memory
          await open();
        })
        .catch(onGraphFailure);
    else await open();
  }
  // With an external model the known question would cost a request at every start; the checksums have to do.
  if (!external) await checkKnownQuery(index);
  return index;
}
