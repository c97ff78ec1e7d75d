import type { ExampleQuestion, Glossary } from '../../src/knowledge/types.js';
import { tokenise } from '../../src/retrieval/normalise.js';

/** Questions with this share of common words are one question in other words: they go into one fold, or the fold would be told its answers. */
const TOO_ALIKE = 0.6;

/**
 * Deals an article's questions into folds, near-duplicates into the same.
 * @param random numbers in [0, 1) @returns the fold of each question, in their order
 */
export function dealFolds(
  questions: readonly ExampleQuestion[],
  folds: number,
  glossary: Glossary,
  random: () => number,
): number[] {
  const words = questions.map(({ text }) => new Set(tokenise(text, glossary)));
  const parents = questions.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[index] = root;
    return root;
  };
  for (let i = 0; i < words.length; i++)
    for (let j = 0; j < i; j++)
      if (likeness(words[i] ?? new Set(), words[j] ?? new Set()) >= TOO_ALIKE) parents[rootOf(i)] = rootOf(j);
  const foldOf = new Map<number, number>();
  return questions.map((_, index) => {
    const root = rootOf(index);
    const fold = foldOf.get(root) ?? Math.floor(random() * folds);
    foldOf.set(root, fold);
    return fold;
  });
}

/** Jaccard's: common words over all words. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}
