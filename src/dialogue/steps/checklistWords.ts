import { nextQuestion, relevant } from '../../checklists/cases.js';
import { answersIn, asksForChecklist, namedChecklist, withAge } from '../../checklists/findChecklist.js';
import { isFresh } from '../../checklists/progress.js';
import { namesSeveral, readAnswer, type AnswerContext } from '../../checklists/readAnswer.js';
import type { Checklist } from '../../knowledge/checklist.js';
import { EVEN } from '../../retrieval/certainty.js';
import { normalise } from '../../retrieval/normalise.js';
import { chooseChecklist, goOn } from '../checklistReply.js';
import type { Step, TurnDraft } from '../draft.js';
import { byGiven, speak } from './checklist.js';

/** Words that ask. What asks is a question in between, even if it names a choice. */
const ASKS =
  /\?|\b(?:apa|apakah|apo|berapa|brp|berapo|bagaimana|gimana|gmn|cak ?mano|cemano|caranya|kapan|dimana|di mana|kemana|ke mana|kemano|dimano|kenapa|mengapa|siapa|bisakah|bolehkah|boleh|kalau|kalo|klo|how|what|when|where|why|who|which|can i|may i|could i|do i|does|should i|is it|are there|what if)\b/;
const ASKED_SECTIONS = new Set(['fee', 'requirements', 'steps', 'duration', 'where', 'penalty', 'contact']);
/** A message of so many words that the index knows may be a question; a shorter one is rather an answer that was not understood. */
const LEAST_WORDS_OF_A_QUESTION = 3;

/** Sentences: those that ask for a checklist, and those that answer one in a person's own words. */
export const checklistWords: Step = {
  name: 'checklistWords',
  run(draft) {
    const { request, knowing, state } = draft;
    const { checklists } = knowing.knowledge;
    if (checklists.size === 0) return 'next';
    if (asksForChecklist(request.text)) {
      const named = namedChecklist(request.text, checklists.values());
      return named ? begin(draft, named) : chooseChecklist(draft);
    }
    const progress = state.checklist;
    if (!isFresh(progress, request.now) || progress.phase !== 'asking') return 'next';
    const checklist = checklists.get(progress.checklist ?? '');
    if (!checklist) return chooseByWords(draft, progress.unclear);
    const asks = asksSomething(draft);
    const given = asks ? undefined : read(draft, checklist, progress.answers);
    if (given) {
      if (isShort(draft)) speak(draft, progress.language);
      return goOn(draft, checklist, given);
    }
    if (asks || progress.unclear || (mayBeQuestion(draft) && !several(draft, checklist))) return 'next';
    return goOn(draft, checklist, progress.answers, { unclear: true });
  },
};

function begin(draft: TurnDraft, checklist: Checklist): 'finish' {
  return goOn(draft, checklist, [...answersIn(draft.request.text, checklist, contextOf(draft))], { begun: true });
}

function chooseByWords(draft: TurnDraft, unclear: boolean): 'next' | 'finish' {
  const { request, knowing } = draft;
  if (asksSomething(draft)) return 'next';
  const named = namedChecklist(request.text, knowing.knowledge.checklists.values());
  if (named) {
    if (isShort(draft)) speak(draft, draft.state.checklist?.language);
    return begin(draft, named);
  }
  return unclear || mayBeQuestion(draft) ? 'next' : chooseChecklist(draft, true);
}

/** The answers with those of the message, or of the several messages that came at once; undefined when nothing was answered. */
function read(
  draft: TurnDraft,
  checklist: Checklist,
  before: readonly (readonly [string, string])[],
): (readonly [string, string])[] | undefined {
  const { request } = draft;
  const context = contextOf(draft);
  const messages = request.messages && request.messages.length > 1 ? request.messages : [request.text];
  let given = [...before];
  for (const message of messages) {
    const question = nextQuestion(checklist, relevant(checklist, new Map(given)));
    const choice = question && readAnswer(message, question, context);
    if (!choice) continue;
    given.push([question.id, choice]);
    given = [...withAge(message, checklist, new Map(given), context)].sort(byGiven(given));
  }
  return given.length > before.length ? given : undefined;
}

function several(draft: TurnDraft, checklist: Checklist): boolean {
  const answers = relevant(checklist, new Map(draft.state.checklist?.answers));
  const question = nextQuestion(checklist, answers);
  return question !== undefined && namesSeveral(draft.request.text, question, contextOf(draft));
}

function asksSomething({ request, knowing }: TurnDraft): boolean {
  if (/\?/.test(request.text) || ASKS.test(normalise(request.text))) return true;
  return [...knowing.index.cues(request.text).cued].some((section) => ASKED_SECTIONS.has(section));
}

function mayBeQuestion({ request, knowing }: TurnDraft): boolean {
  const words = normalise(request.text).split(' ').length;
  return words >= LEAST_WORDS_OF_A_QUESTION && knowing.index.certainty(request.text) >= EVEN;
}

/** A word or two tell little about the language of a person. */
function isShort({ request }: TurnDraft): boolean {
  return normalise(request.text).split(' ').length < LEAST_WORDS_OF_A_QUESTION;
}

function contextOf({ knowing, request }: TurnDraft): AnswerContext {
  return { knowledge: knowing.knowledge, today: request.today };
}
