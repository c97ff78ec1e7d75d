import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnowledgeBase } from '../knowledge/types.js';
import { indexName, readIndexFiles } from '../retrieval/indexFiles.js';
import { openIndex } from '../retrieval/openIndex.js';
import { RetrievalIndex } from '../retrieval/retrievalIndex.js';

/**
 * An index that is good enough for hints: the one of this knowledge base, else the newest there is, for building one takes a minute and the knowledge base
 * changes with each question that is added. Only where there is none at all it is built.
 * @param onBuild told before that
 */
export async function hintIndex(
  root: string,
  knowledge: KnowledgeBase,
  services: { readonly newId: () => string; readonly onBuild: () => void },
): Promise<RetrievalIndex> {
  for (const name of [indexName(knowledge.hash, 'built-in'), ...(await newestFirst(root))]) {
    const files = await readIndexFiles(join(root, name)).catch(() => undefined);
    if (files) return new RetrievalIndex(files.manifest, files.arrays, knowledge.glossary);
  }
  const now = (): Date => new Date();
  return openIndex({ root, knowledge, external: undefined, now, ...services });
}

async function newestFirst(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(root, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  return dated.sort((a, b) => b.at - a.at).map(({ name }) => name);
}
