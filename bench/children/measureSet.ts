import { auroc, percentile } from '../figures.js';
import { report } from '../inChild.js';
import type { EngineName, SetFigures } from '../parts/publicSets.js';
import type { Finder } from '../peers/peer.js';
import { loadPublicSet, type SetName } from '../publicSets/load.js';
import { toKnowledge } from '../publicSets/toKnowledge.js';

/** How sure an engine is that a text belongs to one of the intents. */
interface Certainty {
  /** Without having seen any question out of scope. */
  readonly plain: number;
  /** After learning from the set's out-of-scope training questions; undefined where an engine does not. */
  readonly taught: number | undefined;
}

interface Engine {
  readonly find: Finder;
  readonly judge: (text: string) => Promise<Certainty> | Certainty;
}

// Measures one engine on one public set: measureSet ENGINE SET DRAW BENCHMARKS FOLDER
const [engine, name, draw, benchmarks, folder] = process.argv.slice(2) as [EngineName, SetName, string, string, string];
const set = await loadPublicSet(benchmarks, name, Number(draw));
const { language, train, test, outOfScope } = set;

const started = performance.now();
const { find, judge } = engine === 'product' ? await openProduct() : await openNodeNlp();
const buildMs = performance.now() - started;

let right = 0;
const times: number[] = [];
for (const { text, intent } of test) {
  const asked = performance.now();
  const { article } = await find({ text, language });
  times.push(performance.now() - asked);
  if (article === intent) right++;
}
report({
  right,
  of: test.length,
  trained: train.length,
  intents: new Set(train.map(({ intent }) => intent)).size,
  buildMs,
  p50: percentile(times, 0.5),
  ...(await tellApart()),
} satisfies SetFigures);

async function openProduct(): Promise<Engine> {
  const { finderOver, fitProduct } = await import('../peers/product.js');
  const index = await fitProduct(toKnowledge(set), folder);
  return {
    find: finderOver(index),
    judge(text) {
      const { score, known } = index.signals(text);
      return { plain: score * known, taught: index.certainty(text) };
    },
  };
}

async function openNodeNlp(): Promise<Engine> {
  const { nodeNlp } = await import('../peers/nodeNlp.js');
  const find = await nodeNlp(train.map(({ text, intent }) => ({ text, article: intent, language, kind: 'example' })));
  return { find, judge: async (text) => ({ plain: (await find({ text, language })).score, taught: undefined }) };
}

async function tellApart(): Promise<Pick<SetFigures, 'plainAuroc' | 'taughtAuroc'>> {
  if (outOfScope.length === 0) return { plainAuroc: undefined, taughtAuroc: undefined };
  const own: Certainty[] = [];
  const strange: Certainty[] = [];
  for (const { text } of test) own.push(await judge(text));
  for (const text of outOfScope) strange.push(await judge(text));
  const taught = (judged: readonly Certainty[]): number[] => judged.flatMap((certainty) => certainty.taught ?? []);
  return {
    plainAuroc: auroc(
      own.map(({ plain }) => plain),
      strange.map(({ plain }) => plain),
    ),
    taughtAuroc: taught(own).length > 0 ? auroc(taught(own), taught(strange)) : undefined,
  };
}
