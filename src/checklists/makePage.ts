import { answerPhrases } from '../answer/phrases.js';
import type { ChecklistPage } from '../channel/checklistPage.js';
import { renderDay } from '../knowledge/renderFact.js';
import type { Checklist } from '../knowledge/checklist.js';
import type { Article, KnowledgeBase, Language } from '../knowledge/types.js';
import { nextQuestion, relevant } from './cases.js';
import { questionText } from './chatText.js';
import { composeChecklist } from './composeChecklist.js';
import { checklistPhrases } from './phrases.js';
import { renderWords, type ChecklistKnowledge } from './renderWords.js';

/**
 * The page of a checklist for what is answered so far.
 * @param given question → choice, as an address gives them: whatever is no choice of this checklist is left out
 * @param today `YYYY-MM-DD`
 * @returns undefined when there is no such checklist
 */
export function makeChecklistPage(
  knowledge: ChecklistKnowledge,
  id: string,
  given: Readonly<Record<string, unknown>>,
  language: Language,
  today: string,
): ChecklistPage | undefined {
  const checklist = knowledge.checklists.get(id);
  if (!checklist) return undefined;
  const texts = Object.entries(given).flatMap(([question, choice]): [string, string][] =>
    typeof choice === 'string' ? [[question, choice]] : [],
  );
  const answers = relevant(checklist, new Map(texts));
  const question = nextQuestion(checklist, answers);
  const composed = composeChecklist(checklist, answers, language, knowledge, today);
  const common = {
    title: composed.title,
    caseLabels: composed.caseLabels,
    day: renderDay(today, language),
    query: queryOf(answers),
  };
  if (question) {
    const { labels } = questionText(question, language, knowledge, today);
    const choices = question.choices.map((choice, index) => ({
      label: labels[index] ?? '',
      query: queryOf(new Map([...answers, [question.id, choice.id]])),
    }));
    const ask = renderWords(question.ask, language, knowledge, today).text;
    return { ...common, question: { ask, choices }, parts: [], confirm: undefined, citations: [] };
  }
  return {
    ...common,
    question: undefined,
    parts: composed.parts.map(({ part, lines }) => ({ part, heading: checklistPhrases[language].parts[part], lines })),
    confirm: composed.confirm ? answerPhrases[language].confirm : undefined,
    citations: composed.citations,
  };
}

/** The part of a knowledge base that pages are made from: small enough to be handed to another thread. */
export function forPages({ checklists, facts, laws, articles }: KnowledgeBase): ChecklistKnowledge {
  const named = new Set([...checklists.values()].flatMap(articlesIn));
  const kept = [...articles.values()].filter(({ slug }) => named.has(slug));
  const withoutQuestions = kept.map((article): [string, Article] => [article.slug, { ...article, questions: [] }]);
  return { checklists, facts, laws, articles: new Map(withoutQuestions) };
}

function articlesIn({ items }: Checklist): string[] {
  return items.flatMap(({ content }) => (content.kind === 'section' ? [content.article] : []));
}

function queryOf(answers: ReadonlyMap<string, string>): string {
  return new URLSearchParams([...answers]).toString();
}
