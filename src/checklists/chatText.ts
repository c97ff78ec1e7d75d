import { answerPhrases } from '../answer/phrases.js';
import { sourceLine } from '../answer/compose.js';
import type { Span } from '../answer/spans.js';
import type { ChecklistQuestion } from '../knowledge/checklist.js';
import type { Language } from '../knowledge/types.js';
import type { ComposedChecklist, ComposedPart } from './composeChecklist.js';
import { checklistPhrases } from './phrases.js';
import { renderWords, type ChecklistKnowledge } from './renderWords.js';

/** The most characters of a finished checklist in a chat, its source with it; what is longer is an error of the checklist. */
export const MOST_CHECKLIST_CHARACTERS = 3_500;

export interface ChatText {
  readonly body: string;
  readonly source: string;
  readonly spans: readonly Span[];
}

/** A finished checklist as one message. */
export function checklistText(composed: ComposedChecklist, language: Language): ChatText {
  const phrases = checklistPhrases[language];
  const spans = [...composed.spans];
  const source = sourceLine(composed.citations, language, spans);
  const body = [
    `${composed.title}\n${phrases.case}: ${composed.caseLabels.join(' · ')}`,
    ...composed.parts.map((part) => partText(part, phrases.parts[part.part])),
    ...(composed.confirm ? [answerPhrases[language].confirm] : []),
  ].join('\n\n');
  return { body, source, spans };
}

function partText({ part, lines }: ComposedPart, heading: string): string {
  if (part === 'steps') return [`${heading}:`, ...lines.map((line, index) => `${index + 1}. ${line}`)].join('\n');
  if (part !== 'papers' && lines.length === 1) return `${heading}: ${lines[0] ?? ''}`;
  return [`${heading}:`, ...lines.map((line) => `- ${line}`)].join('\n');
}

/** A question with its choices, and the buttons for them. Ages are lettered, so that a bare number is always an age. */
export function questionText(
  question: ChecklistQuestion,
  language: Language,
  knowledge: Pick<ChecklistKnowledge, 'facts'>,
  today: string,
): { readonly text: string; readonly labels: readonly string[]; readonly spans: readonly Span[] } {
  const phrases = checklistPhrases[language];
  const ask = renderWords(question.ask, language, knowledge, today);
  const labels = question.choices.map(({ label }) => renderWords(label, language, knowledge, today));
  const byAge = asksAge(question);
  const mark = (index: number): string => `${byAge ? letterOf(index) : index + 1}. `;
  const lines = labels.map(({ text }, index) => mark(index) + text);
  return {
    text: `${ask.text}\n\n${lines.join('\n')}\n\n${byAge ? phrases.howToAnswerAge : phrases.howToAnswer}`,
    labels: labels.map(({ text }) => text),
    spans: [ask, ...labels].flatMap(({ spans }) => spans),
  };
}

/** Whether an age answers a question. */
export function asksAge({ choices }: ChecklistQuestion): boolean {
  return choices.some(({ age }) => age !== undefined);
}

export function letterOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}
