import type { z } from 'zod';
import type { YamlFile } from './readYaml.js';
import type { ambiguousFile } from './schema.js';
import type { Ambiguity, Article, Problem } from './types.js';

/**
 * `ambiguous.yaml` with its lists of words written out.
 * @param problems gets what is wrong: an article or a list that does not exist
 */
export function ambiguityOf(
  file: YamlFile<z.infer<typeof ambiguousFile>> | undefined,
  articles: ReadonlyMap<string, Article>,
  problems: Problem[],
): Ambiguity {
  const value = file?.value;
  if (!file || !value) return { forks: [], ambiguous: [], clear: [] };
  const wrong = (path: readonly PropertyKey[], message: string): void => {
    problems.push({ severity: 'error', place: { file: 'ambiguous.yaml', line: file.lineOf(path) }, message });
  };
  const writtenOut = (words: readonly string[], path: readonly PropertyKey[]): string[] =>
    words.flatMap((word) => {
      if (!word.startsWith('@')) return word;
      const list = value.words[word.slice(1)];
      if (!list) wrong(path, `there is no list "${word.slice(1)}" under words`);
      return list ?? [];
    });
  const forks = value.forks.map(({ about, settled_by: settledBy, articles: slugs, others, language }, index) => {
    for (const slug of slugs)
      if (!articles.has(slug)) wrong(['forks', index, 'articles'], `there is no article ${slug}`);
    return {
      articles: slugs,
      about: about.map((group) => writtenOut(group, ['forks', index, 'about'])),
      settledBy: writtenOut(settledBy, ['forks', index, 'settled_by']),
      others,
      language,
    };
  });
  return { forks, ambiguous: value.ambiguous, clear: value.clear };
}
