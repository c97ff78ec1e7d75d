import type { Glossary } from '../knowledge/types.js';

/** What words are about; without it a text has no features of that kind. */
export type Concepts = Glossary['concepts'];

const NO_CONCEPTS: Concepts = new Map();

/** The three kinds of features, each a block of its own in a vector, by the first letter of the feature. */
export type FeatureKind = 'word' | 'character' | 'concept';

export function kindOf(feature: string): FeatureKind {
  return feature.startsWith('c') ? 'character' : feature.startsWith('k') ? 'concept' : 'word';
}

/**
 * The features of a text and how often each occurs: words (`w…`) and pairs of neighbouring words (`b…`); the character 4- and 5-grams of
 * each word between `<` and `>` (`c…`), which carry misspellings and endings; what the words are about, by the glossary, and every pair of
 * such concepts (`k…`), which bring together what different people call by different words, in either language.
 */
export function featuresOf(tokens: readonly string[], concepts: Concepts = NO_CONCEPTS): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string): void => {
    counts.set(feature, (counts.get(feature) ?? 0) + 1);
  };
  tokens.forEach((token, index) => {
    add(`w${token}`);
    const next = tokens[index + 1];
    if (next !== undefined) add(`b${token} ${next}`);
    const marked = `<${token}>`;
    for (let size = 4; size <= 5; size++) {
      for (let start = 0; start + size <= marked.length; start++) add(`c${marked.slice(start, start + size)}`);
    }
  });
  const about = [...new Set(tokens.flatMap((token) => concepts.get(token) ?? []))].sort();
  about.forEach((concept, index) => {
    add(`k${concept}`);
    for (const other of about.slice(0, index)) add(`k${other} ${concept}`);
  });
  return counts;
}
