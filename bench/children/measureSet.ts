import { auroc, percentile } from '../figures.js';
import { report } from '../inChild.js';
import type { Finder } from '../peers/peer.js';
import type { EngineName, SetFigures } from '../parts/publicSets.js';
import { loadPublicSet, type SetName } from '../publicSets/load.js';
import { toKnowledge } from '../publicSets/toKnowledge.js';

// Measures one engine on one public set: measureSet ENGINE SET DRAW BENCHMARKS FOLDER
const [engine, name, draw, benchmarks, folder] = process.argv.slice(2) as [EngineName, SetName, string, string, string];
const set = await loadPublicSet(benchmarks, name, Number(draw));
const { language, train, test, outOfScope } = set;

const started = performance.now();
let find: Finder;
if (engine === 'product') find = await (await import('../peers/product.js')).productFitted(toKnowledge(set), folder);
else {
  const texts = train.map(({ text, intent }) => ({ text, article: intent, language, kind: 'example' as const }));
  find = await (await import('../peers/nodeNlp.js')).nodeNlp(texts);
}
const buildMs = performance.now() - started;

let right = 0;
const times: number[] = [];
const certainties: number[] = [];
for (const { text, intent } of test) {
  const asked = performance.now();
  const { article, certainty } = await find({ text, language });
  times.push(performance.now() - asked);
  certainties.push(certainty);
  if (article === intent) right++;
}
const strangers: number[] = [];
for (const text of outOfScope) strangers.push((await find({ text, language })).certainty);
report({
  right,
  of: test.length,
  trained: train.length,
  intents: new Set(train.map(({ intent }) => intent)).size,
  buildMs,
  p50: percentile(times, 0.5),
  auroc: strangers.length > 0 ? auroc(certainties, strangers) : undefined,
} satisfies SetFigures);
