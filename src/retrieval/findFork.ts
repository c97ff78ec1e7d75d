import { oncePer } from '../knowledge/oncePer.js';
import type { Ambiguity, Fork, Glossary, KnowledgeBase, Language } from '../knowledge/types.js';
import { COMMON_WORDS, EMPTY_WORDS } from './emptyWords.js';
import { tokenise } from './normalise.js';

interface Compiled {
  readonly fork: Fork;
  readonly about: readonly RegExp[];
  readonly settledBy: RegExp;
}

/**
 * The forks that a message stands at: it names what the fork is about, nothing that settles it, and little else. The first is the one
 * that the editors put first.
 */
export function forksOf(
  text: string,
  language: Language,
  { ambiguity, glossary }: Pick<KnowledgeBase, 'ambiguity' | 'glossary'>,
): Fork[] {
  const tokens = tokenise(text, glossary);
  const said = ` ${tokens.join(' ')} `;
  return compiled(ambiguity)(glossary)
    .filter(({ fork, about, settledBy }) => {
      if (fork.language && fork.language !== language) return false;
      if (!about.every((group) => group.test(said)) || settledBy.test(said)) return false;
      const rest = about.reduce((left, group) => left.replaceAll(new RegExp(group.source, 'gu'), ' '), said);
      return otherWords(rest.split(' ')).length <= fork.others;
    })
    .map(({ fork }) => fork);
}

/** The words that name something, beside those that only ask, join or are polite; as the glossary leaves them. */
export function otherWords(tokens: readonly string[]): string[] {
  return tokens.filter(
    (word) => word !== '' && !EMPTY_WORDS.has(word) && !COMMON_WORDS.has(word) && !/^\d+$/.test(word),
  );
}

const compiled = oncePer((ambiguity: Ambiguity) =>
  oncePer((glossary: Glossary): Compiled[] =>
    ambiguity.forks.map((fork) => ({
      fork,
      about: fork.about.map((group) => patternOf(group, glossary)),
      settledBy: patternOf(fork.settledBy, glossary),
    })),
  ),
);

/** Any of the words as whole words. They go the same way as questions, so that they meet. */
function patternOf(words: readonly string[], glossary: Glossary): RegExp {
  const alternatives = words.map((word) => {
    const open = word.endsWith('*');
    const plain = open ? word.slice(0, -1) : word;
    return open ? `${plain}[\\p{L}\\p{N}]*` : tokenise(plain, glossary).join(' ');
  });
  return alternatives.length > 0 ? new RegExp(` (?:${alternatives.join('|')})(?= )`, 'u') : /(?!)/;
}
