import type { Glossary } from '../knowledge/types.js';
import { oncePer } from '../knowledge/oncePer.js';
import { normalise, tokenise } from './normalise.js';

/** How many questions of one message are looked at. */
const MOST = 3;
/** Words that ask wherever they stand in a sentence. */
const QUESTION_WORDS =
  'apa|apakah|apo|berapa|berapo|brp|bagaimana|gimana|gmn|cakmano|cak mano|kapan|dimana|di mana|dimano|kemana|ke mana|siapa|kenapa|jam buka|opening hours|how|what|when|where|which|who|why';
const ASKS = new RegExp(`\\b(?:${QUESTION_WORDS})\\b`);
/** At the beginning these ask too; in the middle they may as well tell. */
const BEGINS = new RegExp(
  `^(?:${QUESTION_WORDS}|bisa|bisakah|biso|pacak|boleh|bolehkah|perlu|perlukah|can|could|do|does|is|are|must|should|may|will)\\b`,
);
/** Joins that may stand between two questions. The first group may begin a sentence too. */
const JOIN = /[,;]?\s+(?:(?:dan|and|serta|plus|&|sama|trus|terus|trs|lalu|then|also|juga)\s+)+|[,;]\s+/giu;
const SENTENCE = /[^.?!\n]+[.?!]*/g;
/** Sections whose names people put side by side: "syarat dan biaya". */
const SIDE_BY_SIDE = new Set(['requirements', 'fee', 'duration', 'where', 'validity', 'steps', 'penalty', 'contact']);

/**
 * The questions of a message, at most three, as they were written. What is told before a question stays with it, so a story with its
 * question at the end is one. "Dan" and "and" part two questions only where each side asks by itself.
 */
export function splitQuestions(text: string, glossary: Glossary): string[] {
  const questions: string[] = [];
  let told = '';
  const marked = text.includes('?');
  for (const found of text.match(SENTENCE) ?? []) {
    const sentence = found.trim();
    if (sentence === '') continue;
    // Who marks questions marks all of them.
    const asking = marked ? sentence.endsWith('?') : asks(sentence, glossary);
    const parts = asking ? splitSentence(sentence, glossary) : undefined;
    if (!parts) {
      told = `${told} ${sentence}`.trim();
      continue;
    }
    const [first = '', ...others] = parts;
    questions.push(`${told} ${first}`.trim(), ...others);
    told = '';
  }
  // What is told after the last question belongs to it.
  if (told !== '' && questions.length > 0) questions.push(`${questions.pop() ?? ''}\n${told}`);
  return questions.length > 1 ? questions.slice(0, MOST) : [text];
}

function splitSentence(sentence: string, glossary: Glossary): string[] {
  const parts: string[] = [];
  let begin = 0;
  for (const join of sentence.matchAll(JOIN)) {
    const left = sentence.slice(begin, join.index);
    const right = sentence.slice(join.index + join[0].length);
    if (!asks(left, glossary) || !beginsQuestion(right, glossary)) continue;
    parts.push(left);
    begin = join.index + join[0].length;
  }
  return [...parts, sentence.slice(begin)];
}

/** Holds a question word, begins like a question, or names a section. */
function asks(text: string, glossary: Glossary): boolean {
  const said = normalise(text);
  return ASKS.test(said) || BEGINS.test(said) || named(said, glossary);
}

function beginsQuestion(text: string, glossary: Glossary): boolean {
  const said = normalise(text).replace(/^the /, '');
  const [first = '', second = ''] = said.split(' ');
  return BEGINS.test(said) || named(first, glossary) || named(`${first} ${second}`, glossary);
}

function named(text: string, glossary: Glossary): boolean {
  const said = ` ${tokenise(text, glossary).join(' ')} `;
  return cuesSideBySide(glossary).some((phrase) => said.includes(phrase));
}

const cuesSideBySide = oncePer((glossary: Glossary): string[] =>
  [...glossary.cues]
    .filter(([section]) => SIDE_BY_SIDE.has(section))
    .flatMap(([, phrases]) => phrases.map((phrase) => ` ${tokenise(phrase, glossary).join(' ')} `)),
);
