import { openSet } from '../questions.js';
import { loadConfig } from '../../src/config.js';
import { loadUsableKnowledge } from '../../src/knowledge/loadKnowledge.js';
import { percentile } from '../figures.js';
import { report } from '../inChild.js';
import type { Finder } from '../peers/peer.js';
import { textsOf } from '../peers/textsOf.js';
import type { PeerFigures, PeerName } from '../parts/retrieval.js';

// Measures one engine on the real knowledge base: measurePeer NAME FOLDER
const [name, folder] = process.argv.slice(2) as [PeerName, string];
const ROUNDS = 5;

const knowledge = await loadUsableKnowledge(loadConfig().knowledgeBaseDir);
const texts = textsOf(knowledge);
const examples = texts.filter(({ kind }) => kind !== 'section');
const questions = (await openSet()).filter(({ kind, history }) => kind === 'answerable' && history.length === 0);
const engines: Readonly<Record<PeerName, () => Promise<Finder>>> = {
  product: async () => (await import('../peers/product.js')).product(knowledge, folder),
  'product-opened': async () => (await import('../peers/product.js')).product(knowledge, folder),
  'node-nlp': async () => (await import('../peers/nodeNlp.js')).nodeNlp(examples),
  'node-nlp-all': async () => (await import('../peers/nodeNlp.js')).nodeNlp(texts),
  minisearch: async () => (await import('../peers/miniSearch.js')).miniSearch(texts),
  orama: async () => (await import('../peers/orama.js')).orama(texts),
};

const before = memory();
const started = performance.now();
const find = await engines[name]();
const buildMs = performance.now() - started;

let right = 0;
for (const question of questions) {
  const { article } = await find({ text: question.text, language: question.lang });
  if (article !== undefined && question.articles.includes(article)) right++;
}
const after = memory();
const times: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  for (const { text, lang } of questions) {
    const asked = performance.now();
    await find({ text, language: lang });
    times.push(performance.now() - asked);
  }
}
report({
  right,
  of: questions.length,
  buildMs,
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
  heapBytes: after.heap - before.heap,
  residentBytes: after.resident - before.resident,
} satisfies PeerFigures);

/** What lives after a collection: the heap with its buffers, and what the system counts, native memory included. */
function memory(): { heap: number; resident: number } {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}
