import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { loadConfig } from '../../src/config.js';
import { loadUsableKnowledge } from '../../src/knowledge/loadKnowledge.js';
import { buildIndex } from '../../src/retrieval/buildIndex.js';
import { report } from '../inChild.js';

// Loads the real knowledge base and builds its index, each timed: measureBuild FOLDER
const [folder = '.'] = process.argv.slice(2);
const started = performance.now();
const knowledge = await loadUsableKnowledge(loadConfig().knowledgeBaseDir);
const loaded = performance.now();
await mkdir(folder, { recursive: true });
await buildIndex(folder, { knowledge, external: undefined, builtAt: new Date().toISOString() }, randomUUID());
report({ loadMs: loaded - started, buildMs: performance.now() - loaded });
