import { error, warning } from './problems.js';
import type { ExampleQuestion, Glossary, KnowledgeBase, Problem } from './types.js';

/** How alike two questions may be, as the share of their common words. */
const TOO_ALIKE = 0.85;
/** Shorter questions are told apart by one word; there only the same words are a copy. */
const LEAST_WORDS = 4;

interface Example {
  readonly slug: string;
  readonly question: ExampleQuestion;
  /** Its words as written, in order. */
  readonly key: string;
  /** Its words as meant: spelling and slang put right, fillers left out. */
  readonly words: ReadonlySet<string>;
}

/** Example questions that stand twice, nearly twice, or where they must not: in an evaluation set or among those that set the threshold. */
export function checkQuestions(knowledge: KnowledgeBase, evaluationQuestions: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, Example>();
  const evaluation = evaluationQuestions.map((text) => new Set(wordsOf(text)));
  const calibration = new Set(
    [
      ...knowledge.calibration.inScope,
      ...knowledge.calibration.outOfScope,
      ...knowledge.ambiguity.ambiguous,
      ...knowledge.ambiguity.clear,
    ].map((text) => wordsOf(text).join(' ')),
  );
  const examples = [...knowledge.articles.values()].flatMap(({ slug, questions }) =>
    questions.map((question): Example => {
      const key = wordsOf(question.text).join(' ');
      return { slug, question, key, words: new Set(meantWords(question.text, knowledge.glossary)) };
    }),
  );
  for (const example of examples) {
    const { question, key, slug } = example;
    const known = seen.get(key);
    if (known && known.slug !== slug)
      problems.push(error(question.place, `the question stands under ${whereIs(known)}`));
    else if (known) problems.push(warning(question.place, 'the question stands twice under this article'));
    else seen.set(key, example);
    if (calibration.has(key))
      problems.push(error(question.place, 'the question is one that sets the threshold; write another'));
    const own = new Set(wordsOf(question.text));
    if (
      key.split(' ').length >= LEAST_WORDS &&
      evaluation.some((set) => set.size >= LEAST_WORDS && likeness(own, set) >= TOO_ALIKE)
    ) {
      problems.push(error(question.place, 'the question is nearly one of an evaluation set; write another'));
    }
  }
  for (const [example, other] of nearCopies(examples)) {
    problems.push(
      error(
        example.question.place,
        `the question is nearly "${other.question.text}", which stands under ${whereIs(other)}; keep it where it belongs, or reword it`,
      ),
    );
  }
  return problems;
}

/**
 * Why a question must not become an example, as `checkQuestions` would complain once it is one.
 * @param candidate the question and the article it is for
 * @returns the reason in words; undefined when nothing speaks against it
 */
export function refuseQuestion(
  candidate: { readonly slug: string; readonly text: string; readonly language: ExampleQuestion['language'] },
  knowledge: KnowledgeBase,
  evaluationQuestions: readonly string[],
): string | undefined {
  const written = wordsOf(candidate.text);
  const key = written.join(' ');
  if (key === '') return 'it has no words';
  const { inScope, outOfScope } = knowledge.calibration;
  if ([...inScope, ...outOfScope].some((text) => wordsOf(text).join(' ') === key))
    return 'it is one that sets the threshold';
  const own = new Set(written);
  const nearlyEvaluated = evaluationQuestions.some((text) => {
    const words = new Set(wordsOf(text));
    return words.size >= LEAST_WORDS && likeness(own, words) >= TOO_ALIKE;
  });
  if (written.length >= LEAST_WORDS && nearlyEvaluated) return 'it is nearly one of an evaluation set';
  const words = new Set(meantWords(candidate.text, knowledge.glossary));
  for (const { slug, questions } of knowledge.articles.values()) {
    for (const question of questions) {
      const where = `${slug} (${question.place.file}:${question.place.line})`;
      if (wordsOf(question.text).join(' ') === key) return `it stands under ${where} already`;
      if (slug === candidate.slug || question.language !== candidate.language) continue;
      if (areNearCopies(words, new Set(meantWords(question.text, knowledge.glossary))))
        return `it is nearly "${question.text}", which stands under ${where}`;
    }
  }
  return undefined;
}

function areNearCopies(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return likeness(a, b) >= (Math.min(a.size, b.size) < LEAST_WORDS ? 1 : TOO_ALIKE);
}

function whereIs({ slug, question: { place } }: Example): string {
  return `${slug} as well (${place.file}:${place.line})`;
}

/**
 * Pairs of questions of two articles, of one language, that are nearly the same; the later one first, each once. Two that are alike share
 * one of their few rarest words, so that only questions which do are compared: all pairs of thousands would take minutes.
 */
function nearCopies(examples: readonly Example[]): [Example, Example][] {
  const frequency = new Map<string, number>();
  for (const { words } of examples) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const byWord = new Map<string, Example[]>();
  const pairs: [Example, Example][] = [];
  for (const example of examples) {
    const { words, slug, question, key } = example;
    const rarest = [...words]
      .sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || a.localeCompare(b))
      .slice(0, words.size - Math.ceil(TOO_ALIKE * words.size) + 1);
    const near = new Set(rarest.flatMap((word) => byWord.get(word) ?? []));
    const copy = [...near].find(
      (other) =>
        other.slug !== slug &&
        other.question.language === question.language &&
        other.key !== key &&
        areNearCopies(words, other.words),
    );
    if (copy) pairs.push([example, copy]);
    for (const word of rarest) byWord.set(word, [...(byWord.get(word) ?? []), example]);
  }
  return pairs;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function meantWords(text: string, glossary: Glossary): string[] {
  const written = wordsOf(text);
  const kept = written.filter((word) => !glossary.fillers.has(word));
  return (kept.length > 0 ? kept : written).flatMap((word) => (glossary.words.get(word) ?? word).split(' '));
}

/** Jaccard: common words over all words. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / (a.size + b.size - common);
}
