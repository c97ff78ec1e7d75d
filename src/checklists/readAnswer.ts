import { standingOf } from '../knowledge/facts.js';
import { renderWords } from './renderWords.js';
import type { ChecklistChoice, ChecklistQuestion } from '../knowledge/checklist.js';
import { LANGUAGES, type Glossary, type KnowledgeBase } from '../knowledge/types.js';
import { normalise, tokenise } from '../retrieval/normalise.js';
import { asksAge, letterOf } from './chatText.js';
import { readAges } from './readAge.js';

export interface AnswerContext {
  readonly knowledge: Pick<KnowledgeBase, 'facts' | 'glossary'>;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** A longer message is a story; what it mentions by the way is not taken for an answer. */
const MOST_WORDS = 14;
const FILLERS = new Set(
  'ya yah sih kok deh dong aja saja kak kakak min pak bu bapak ibu bang mas mbak nih lah itu yang yg the a an please tolong untuk buat for it s its that one'.split(
    ' ',
  ),
);
const YES =
  /^(?:ya|iya|iyo|iyoo|yo|yup|yoi|y|ok|oke|okay|betul|benar|bener|bnr|sudah|udah|sdh|udh|dah|ada|pernah|tentu|pasti|jelas|yes|yeah|yep|yap|sure|correct|right|true|of course|i do|i am|we are|it is|it was|he is|she is)\b/;
const NO =
  /^(?:tidak|tdk|tak|ga|gak|gk|nggak|ngga|ngk|enggak|engga|kagak|ndak|dak|idak|nda|bukan|bkn|belum|blm|belom|blum|lum|tanpa|no|nope|nah|not|never|i don t|i dont|i am not|im not)\b/;
const DO_NOT_KNOW =
  /\b(?:(?:tidak|tdk|tak|ga|gak|gk|nggak|ngga|enggak|ndak|dak|idak|kurang|belum|blm) (?:tahu|tau|yakin|ngerti|paham|ingat|pasti|jelas)|entah|entahlah|bingung|ragu|lupa|not sure|no idea|don t know|dont know|do not know|unsure|unknown|idk|dunno|maybe|mungkin)\b/;
const NEGATORS = new Set(
  'tidak tdk tak ga gak gk nggak ngga enggak engga kagak ndak dak idak nda bukan bkn belum blm belom tanpa not no never isnt wasnt arent werent dont didnt doesnt havent hasnt without nothing none nobody'.split(
    ' ',
  ),
);
/** Between a "not" and what it denies. */
const LINKS = new Set('yang yg karena di the a an my lagi dalam in yet ada'.split(' '));
const ORDINAL =
  /^(?:nomor|nomer|no|pilihan|pilih|opsi|yang|yg|ke|the|number|option|choice|answer|jawab(?:an)?)? ?(?:(\d{1,2})|([a-h])|(pertama|first)|(kedua|second)|(ketiga|third)|(keempat|fourth))(?: (?:one|aja|saja|kak|ya|dong|please))*$/;

/**
 * What a message answers to a question without any doubt: a label that was tapped, a number or letter, another name for a choice, yes or
 * no, an age.
 * @returns the id of the choice
 */
export function readExactAnswer(text: string, question: ChecklistQuestion, context: AnswerContext): string | undefined {
  const said = normalise(text);
  if (said === '') return undefined;
  const { choices } = question;
  const labelled = choices.find((choice) => labelsOf(choice, context).includes(said));
  if (labelled) return labelled.id;
  const byAge = chooseByAges(readAges(text, asksAge(question)), choices, context);
  if (byAge && said.split(' ').length <= 4) return byAge;
  const numbered = chooseByNumber(said, question, context);
  if (numbered) return numbered;
  const bare = withoutFillers(said);
  return choices.find((choice) => choice.words.some((word) => [said, bare].includes(normalise(word))))?.id;
}

/**
 * As `readExactAnswer`, and beside it what a sentence says: a name of a choice that it does not deny, an age, a yes or no. Two choices
 * named are no answer.
 */
export function readAnswer(text: string, question: ChecklistQuestion, context: AnswerContext): string | undefined {
  const exact = readExactAnswer(text, question, context);
  if (exact) return exact;
  const said = normalise(text);
  const { choices } = question;
  if (said.split(' ').length > MOST_WORDS) return undefined;
  const byAge = chooseByAges(readAges(text, asksAge(question)), choices, context);
  if (byAge) return byAge;
  const unsure = choices.find(({ means }) => means === 'unsure');
  const doubtful = DO_NOT_KNOW.test(said);
  if (doubtful && unsure) return unsure.id;
  const { named, denied } = mentions(said, question, context);
  if (named.length > 1) return undefined;
  if (named[0]) return named[0].id;
  if (doubtful) return undefined;
  const [opposite] = denied.flatMap(({ means }) =>
    choices.filter((other) => (means === 'yes' && other.means === 'no') || (means === 'no' && other.means === 'yes')),
  );
  if (denied.length > 0) return denied.length === 1 ? opposite?.id : undefined;
  const short = withoutFillers(said);
  const first = [said, short].find((one) => YES.test(one) || NO.test(one)) ?? '';
  if (first.split(' ').length > 6) return undefined;
  const meant = NO.test(first) ? 'no' : YES.test(first) ? 'yes' : undefined;
  return choices.find(({ means }) => meant !== undefined && means === meant)?.id;
}

/**
 * What a message that was written for something else says about a question: an age with its unit, or a name of one choice. Numbers, yes
 * and no belong to the question that was asked.
 */
export function readMention(text: string, question: ChecklistQuestion, context: AnswerContext): string | undefined {
  const byAge = chooseByAges(readAges(text, false), question.choices, context);
  const { named } = mentions(normalise(text), question, context);
  return byAge ?? (named.length === 1 ? named[0]?.id : undefined);
}

/** Whether a message names several choices, so that it has to be asked which is meant. */
export function namesSeveral(text: string, question: ChecklistQuestion, context: AnswerContext): boolean {
  return mentions(normalise(text), question, context).named.length > 1;
}

/** The only choice whose limits, which are facts, hold every one of these ages. */
function chooseByAges(
  ages: readonly number[],
  choices: readonly ChecklistChoice[],
  { knowledge, today }: AnswerContext,
): string | undefined {
  const limit = (id: string | undefined, otherwise: number): number => {
    const standing = id === undefined ? undefined : standingOf(knowledge.facts.get(id) ?? [], today);
    const value = standing?.kind === 'current' ? standing.fact.value : undefined;
    return id === undefined ? otherwise : typeof value === 'number' ? value : NaN;
  };
  const fitting = choices.filter(
    ({ age }) => age && ages.every((years) => years >= limit(age.from, 0) && years < limit(age.below, Infinity)),
  );
  return ages.length > 0 && fitting.length === 1 ? fitting[0]?.id : undefined;
}

function chooseByNumber(said: string, question: ChecklistQuestion, context: AnswerContext): string | undefined {
  const match = ORDINAL.exec(said);
  if (!match) return undefined;
  const { choices } = question;
  const [, digits, letter, ...ordinals]: (string | undefined)[] = match;
  if (letter !== undefined) return choices.find((_, index) => letterOf(index) === letter)?.id;
  const position = digits === undefined ? ordinals.findIndex((word) => word !== undefined) + 1 : Number(digits);
  // Where ages are asked for a number alone is one, and has been looked at.
  if (asksAge(question) && /^\d+$/.test(said)) return undefined;
  const chosen = choices[position - 1];
  if (chosen) return chosen.id;
  // "10" where there are three choices, one of which says ten years.
  const saying = choices.filter((choice) =>
    labelsOf(choice, context).some((label) => label.split(' ').includes(String(position))),
  );
  return saying.length === 1 ? saying[0]?.id : undefined;
}

/** The choices that a text names and those that it denies; what lies within a longer name counts for nothing. */
function mentions(
  said: string,
  question: ChecklistQuestion,
  context: AnswerContext,
): { named: ChecklistChoice[]; denied: ChecklistChoice[] } {
  interface Found {
    readonly choice: ChecklistChoice;
    readonly from: number;
    readonly to: number;
    readonly denied: boolean;
  }
  const found: Found[] = [];
  const { glossary } = context.knowledge;
  const written = said.split(' ');
  const readings = [written, written.map((word) => spelt(word, glossary))];
  for (const choice of question.choices) {
    const labels = labelsOf(choice, context).map((label) => phraseOf(label, glossary));
    for (const phrase of [...phrasesOf(choice, glossary), ...labels]) {
      readings.forEach((tokens, reading) => {
        const wanted = phrase[reading] ?? [];
        for (let from = 0; from + wanted.length <= tokens.length; from++) {
          if (!wanted.every((word, index) => tokens[from + index] === word)) continue;
          let before = from - 1;
          while (before >= 0 && LINKS.has(written[before] ?? '')) before--;
          found.push({ choice, from, to: from + wanted.length, denied: NEGATORS.has(written[before] ?? '') });
        }
      });
    }
  }
  const outer = found.filter(
    (one) =>
      !found.some((other) => other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from),
  );
  const distinct = (denied: boolean): ChecklistChoice[] => [
    ...new Set(outer.filter((one) => one.denied === denied).map(({ choice }) => choice)),
  ];
  const denied = distinct(true);
  return { named: distinct(false).filter((choice) => !denied.includes(choice)), denied };
}

/** A phrase as it is written, and with its spelling put right: word by word, so that places stay the same. */
type Phrase = readonly [written: readonly string[], spelt: readonly string[]];

const known = new WeakMap<ChecklistChoice, readonly Phrase[]>();

/** The words for a choice, worked out once: a version of the knowledge has choices of its own. */
function phrasesOf(choice: ChecklistChoice, glossary: Glossary): readonly Phrase[] {
  const phrases = known.get(choice) ?? choice.words.map((words) => phraseOf(normalise(words), glossary));
  known.set(choice, phrases);
  return phrases;
}

function phraseOf(normalised: string, glossary: Glossary): Phrase {
  const written = normalised.split(' ');
  return [written, written.map((word) => spelt(word, glossary))];
}

/** A word with its spelling put right, and turned into Indonesian where it is English that the glossary knows. */
function spelt(word: string, glossary: Glossary): string {
  return tokenise(word, glossary).join('+');
}

/** A choice's labels in both languages, with their facts, as a message that repeats them reads. */
function labelsOf({ label }: ChecklistChoice, { knowledge, today }: AnswerContext): string[] {
  return LANGUAGES.map((language) => normalise(renderWords(label, language, knowledge, today).text));
}

function withoutFillers(said: string): string {
  const kept = said.split(' ').filter((word) => !FILLERS.has(word));
  return kept.join(' ');
}
