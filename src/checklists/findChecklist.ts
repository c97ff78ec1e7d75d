import type { Checklist } from '../knowledge/checklist.js';
import { normalise } from '../retrieval/normalise.js';
import { nextQuestion, relevant } from './cases.js';
import { readMention, type AnswerContext } from './readAnswer.js';
import { asksAge } from './chatText.js';

const CALLED =
  /\b(?:(?:ch?ek|check|ce?k|chek) ?lis(?:t|ts|tnya|nya)?|ceklis(?:t|nya|tnya)?|daftar (?:periksa|cek|ceklis)(?:nya)?)\b/;
/** "Cek list negara bebas visa", "the checkbox in the app": other things that are called so. */
const SOMETHING_ELSE =
  /\b(?:negara|countries|country|nationalit\w+|kuota|quota|kotak|box|checkbox|centang|dicentang|tombol|eror|error|aplikasi|app)\b/;
const MOST_WORDS = 18;

/** Whether a message asks for a checklist. */
export function asksForChecklist(text: string): boolean {
  const said = normalise(text);
  return CALLED.test(said) && !SOMETHING_ELSE.test(said) && said.split(' ').length <= MOST_WORDS;
}

/** The checklist whose subject a message names: the longest name decides. Undefined when none is, or two are alike. */
export function namedChecklist(text: string, checklists: Iterable<Checklist>): Checklist | undefined {
  const said = ` ${withoutItsName(text)} `;
  const ranked = [...checklists]
    .map((checklist) => ({ checklist, length: longestName(said, checklist) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length);
  const [best, second] = ranked;
  return best && best.length > (second?.length ?? 0) ? best.checklist : undefined;
}

function withoutItsName(text: string): string {
  return normalise(text).replace(CALLED, ' ').replace(/\s+/g, ' ').trim();
}

function longestName(said: string, { names }: Checklist): number {
  return Math.max(
    0,
    ...names.map((name) => normalise(name)).map((name) => (said.includes(` ${name} `) ? name.length : 0)),
  );
}

/**
 * What a message answers already of a checklist that it asks for: "checklist paspor anak saya" is about a child. Only what choices are
 * called counts; a yes or no there answers nothing.
 */
export function answersIn(
  text: string,
  checklist: Checklist,
  context: AnswerContext,
  known: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  // "Paspor 10 tahun" tells no age.
  const words = withoutItsName(text)
    .replace(/\b(paspor|passport|kitas|itas) \d+ ?(?:tahun|thn|th|years?)\b/gu, '$1')
    .replace(/\b\d+ ?years? (passport|kitas)\b/gu, '$1');
  const answers = new Map(known);
  for (const question of checklist.questions) {
    if (answers.has(question.id)) continue;
    // What is asked with yes and no has no names that could not mean something else here.
    const telling = asksAge(question) || question.choices.every(({ means }) => means === undefined);
    const answer = telling ? readMention(words, question, context) : undefined;
    if (answer !== undefined) answers.set(question.id, answer);
  }
  return relevant(checklist, answers);
}

/**
 * The answers after one more, with what it says about the age that is asked for next: "my son is 3" is a child, and a small one.
 */
export function withAge(
  text: string,
  checklist: Checklist,
  answers: ReadonlyMap<string, string>,
  context: AnswerContext,
): Map<string, string> {
  let all = relevant(checklist, answers);
  for (;;) {
    const next = nextQuestion(checklist, all);
    if (!next || !asksAge(next)) return all;
    const answer = readMention(text, next, context);
    if (answer === undefined) return all;
    all = new Map([...all, [next.id, answer]]);
  }
}
