import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mkdir } from 'node:fs/promises';
import { loadConfig } from '../config.js';
import { loadUsableKnowledge } from '../knowledge/loadKnowledge.js';
import { buildIndex } from '../retrieval/buildIndex.js';
import { externalEmbeddings } from '../retrieval/externalEmbeddings.js';
import { runCommand } from './runCommand.js';

/** `kb:build [--kb DIR]`: builds the index anew and publishes it; a running server takes it up with the knowledge base. */
export async function kbBuild(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { kb: { type: 'string' } } });
  const config = loadConfig();
  const knowledge = await loadUsableKnowledge(values.kb ? resolve(values.kb) : config.knowledgeBaseDir);
  const root = join(config.dataDir, 'index');
  await mkdir(root, { recursive: true });
  const external = config.embeddingsModel
    ? { name: config.embeddingsModel, embeddings: await externalEmbeddings(config.embeddingsModel) }
    : undefined;
  const started = performance.now();
  const directory = await buildIndex(root, { knowledge, external, builtAt: new Date().toISOString() }, randomUUID());
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`The index of ${knowledge.articles.size} articles was built in ${seconds} s: ${directory}\n`);
}

await runCommand(() => kbBuild(process.argv.slice(2)));
