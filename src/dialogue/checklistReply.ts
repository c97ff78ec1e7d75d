import { leadTo, type Suggestion } from '../answer/suggestions.js';
import { nextQuestion, relevant } from '../checklists/cases.js';
import { checklistText, questionText } from '../checklists/chatText.js';
import { composeChecklist } from '../checklists/composeChecklist.js';
import { checklistPhrases } from '../checklists/phrases.js';
import { printPath, type ChecklistProgress } from '../checklists/progress.js';
import { renderWords } from '../checklists/renderWords.js';
import type { Checklist } from '../knowledge/checklist.js';
import type { KnowledgeBase, Language } from '../knowledge/types.js';
import type { TurnDraft } from './draft.js';

const MOST_BUTTONS = 3;

/** Words before a question. */
export interface Lead {
  /** The checklist has just begun. */
  readonly begun?: boolean;
  readonly unclear?: boolean;
  readonly words?: string;
}

/** Asks the next question of a checklist, or shows it when nothing is left to ask; it becomes the conversation's checklist. */
export function goOn(
  draft: TurnDraft,
  checklist: Checklist,
  given: readonly (readonly [string, string])[],
  lead: Lead = {},
): 'finish' {
  const { language, knowing, request, state } = draft;
  const { knowledge } = knowing;
  const known = relevant(checklist, new Map(given));
  const answers = [...new Map(given)].filter(([question, choice]) => known.get(question) === choice);
  const question = nextQuestion(checklist, known);
  const progress: ChecklistProgress = {
    checklist: checklist.id,
    answers,
    phase: question ? 'asking' : 'done',
    unclear: lead.unclear ?? false,
    language,
    at: request.now,
  };
  state.checklist = progress;
  if (!question) return show(draft, checklist, known);
  const phrases = checklistPhrases[language];
  const asked = questionText(question, language, knowledge, request.today);
  const noted = lead.begun
    ? checklist.questions.flatMap(({ id, choices }) => choices.filter((choice) => choice.id === known.get(id)))
    : [];
  const labels = noted.map(({ inCase }) => renderWords(inCase, language, knowledge, request.today));
  const before = [
    ...(lead.begun ? [`${checklist.title[language]}. ${phrases.begin}`] : []),
    ...(labels.length > 0 ? [`${phrases.noted}: ${labels.map(({ text }) => text).join(' · ')}.`] : []),
    ...(lead.words === undefined ? [] : [lead.words]),
    ...(lead.unclear ? [phrases.notUnderstood] : []),
  ];
  draft.outcome = 'clarify';
  draft.reply = {
    body: [...before, asked.text].join('\n\n'),
    source: '',
    spans: [...labels.flatMap(({ spans }) => spans), ...asked.spans],
    citations: [],
    suggestions: asked.labels.map((label) => ({ label, article: '', section: 'summary', checklist: checklist.id })),
  };
  return 'finish';
}

function show(draft: TurnDraft, checklist: Checklist, answers: ReadonlyMap<string, string>): 'finish' {
  const { language, knowing, request, state } = draft;
  const { knowledge } = knowing;
  const composed = composeChecklist(checklist, answers, language, knowledge, request.today);
  const text = checklistText(composed, language);
  const article = articleOf(checklist, answers, knowledge);
  const lead = article === undefined ? undefined : leadTo(article, language, knowledge);
  const { change } = checklistPhrases[language];
  draft.outcome = 'answered';
  draft.article = article;
  draft.facts = composed.facts;
  draft.reply = {
    ...text,
    citations: composed.citations,
    suggestions: [{ label: change, article: '', section: 'summary', checklist: checklist.id }, ...(lead ? [lead] : [])],
    printPath: printPath(checklist.id, answers, language),
  };
  const title = article === undefined ? undefined : knowledge.articles.get(article)?.text[language].title;
  if (article !== undefined && title !== undefined)
    state.last = { question: title, article, sections: ['summary'], at: request.now };
  return 'finish';
}

/** The article nearest to a case: the one whose button would have answered most of it. */
function articleOf(
  checklist: Checklist,
  answers: ReadonlyMap<string, string>,
  { articles }: KnowledgeBase,
): string | undefined {
  return [...checklist.entries]
    .filter(({ article }) => articles.has(article))
    .filter((entry) => [...entry.answers].every(([question, choice]) => answers.get(question) === choice))
    .sort((a, b) => b.answers.size - a.answers.size)[0]?.article;
}

/** Asks which checklist is wanted. */
export function chooseChecklist(draft: TurnDraft, unclear = false): 'finish' {
  const { language, knowing, request, state } = draft;
  const phrases = checklistPhrases[language];
  const all = [...knowing.knowledge.checklists.values()];
  state.checklist = { checklist: undefined, answers: [], phase: 'asking', unclear, language, at: request.now };
  const lines = all.map(({ title }, index) => `${index + 1}. ${title[language]}`);
  draft.outcome = 'clarify';
  draft.reply = {
    body: `${unclear ? phrases.notUnderstood : phrases.which}\n\n${lines.join('\n')}\n\n${phrases.howToAnswer}`,
    source: '',
    spans: [],
    citations: [],
    suggestions: all.map(({ id, title }) => ({
      label: title[language],
      article: '',
      section: 'summary',
      checklist: id,
    })),
  };
  return 'finish';
}

/** The buttons below an answer, with that of the checklist for its article as the last, where there is one. */
export function withChecklist(
  suggestions: readonly Suggestion[],
  article: string,
  language: Language,
  { checklists }: Pick<KnowledgeBase, 'checklists'>,
): Suggestion[] {
  const offered = [...checklists.values()].find(({ entries }) => entries.some((entry) => entry.article === article));
  if (!offered) return [...suggestions];
  const { offer } = checklistPhrases[language];
  return [
    ...suggestions.slice(0, MOST_BUTTONS - 1),
    { label: offer, article, section: 'summary', checklist: offered.id },
  ];
}
