import type { Article, KnowledgeBase, Language, SectionName } from '../knowledge/types.js';
import { answerPhrases } from './phrases.js';

/** A next question as a button; `label` is what is shown and sent. */
export interface Suggestion {
  readonly label: string;
  readonly article: string;
  readonly section: SectionName;
  /** It begins this checklist, or answers a question of it; `article` is then where it stands, or empty. */
  readonly checklist?: string;
}

const MOST = 3;
/** What people want to know next, most wanted first. */
const ORDER: readonly SectionName[] = [
  'requirements',
  'fee',
  'steps',
  'duration',
  'where',
  'penalty',
  'what-if',
  'validity',
  'eligibility',
];

/** Up to three next questions: two more sections of the same article, then the articles it leads to. */
export function suggestionsAfter(
  article: Article,
  shown: readonly SectionName[],
  language: Language,
  knowledge: KnowledgeBase,
): Suggestion[] {
  const text = article.text[language];
  const own = ORDER.filter((name) => text.sections.has(name) && !shown.includes(name))
    .slice(0, MOST - 1)
    .map((section): Suggestion => ({ label: answerPhrases[language].ask[section], article: article.slug, section }));
  const others = article.related.flatMap((slug) => leadTo(slug, language, knowledge) ?? []);
  return [...own, ...others].slice(0, MOST);
}

/** The button that leads to an article. */
export function leadTo(slug: string, language: Language, knowledge: KnowledgeBase): Suggestion | undefined {
  const article = knowledge.articles.get(slug);
  return article && { label: article.text[language].ask, article: slug, section: 'summary' };
}

/** The buttons for whoever has not asked yet, as the office lists them. */
export function menuOf(knowledge: KnowledgeBase, language: Language): Suggestion[] {
  return knowledge.office.menu.flatMap((slug) => leadTo(slug, language, knowledge) ?? []).slice(0, MOST);
}
