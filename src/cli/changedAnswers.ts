import { isDeepStrictEqual } from 'node:util';
import { composeAnswer } from '../answer/compose.js';
import {
  LANGUAGES,
  SECTION_NAMES,
  type Article,
  type Fact,
  type KnowledgeBase,
  type Language,
  type SectionName,
} from '../knowledge/types.js';

/** Before and after; undefined where there was, or is, nothing. */
export interface Change<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** What a person reads when an answer is one section. */
export interface SectionAnswer {
  /** The section in words, with the words to confirm it where they apply. */
  readonly body: string;
  /** The line that names the source. */
  readonly source: string;
}

export interface ChangedSection {
  readonly name: SectionName;
  readonly answer: Readonly<Record<Language, Change<SectionAnswer>>>;
  /** Ids of the facts that it states or rests on, in either version, and that changed. */
  readonly facts: readonly string[];
}

export interface ChangedArticle {
  readonly slug: string;
  readonly topic: string;
  readonly title: Readonly<Record<Language, Change<string>>>;
  /** The text of the button that leads here. */
  readonly ask: Readonly<Record<Language, Change<string>>>;
  readonly related: Change<readonly string[]>;
  readonly sections: readonly ChangedSection[];
  /** How many example questions came and went: they change which questions lead here. */
  readonly questions: { readonly added: number; readonly withdrawn: number };
}

export interface ChangedFact {
  readonly id: string;
  readonly versions: Readonly<{ before: readonly Fact[]; after: readonly Fact[] }>;
  /** Slugs of the articles that use it, in either version. */
  readonly articles: readonly string[];
}

export interface ChangedAnswers {
  readonly added: readonly ChangedArticle[];
  readonly withdrawn: readonly ChangedArticle[];
  /** Articles that read differently. */
  readonly changed: readonly ChangedArticle[];
  /** Articles that read as before, but to which other questions may lead. */
  readonly asked: readonly ChangedArticle[];
  readonly facts: readonly ChangedFact[];
  /** What else changed that answers depend on, by its file. */
  readonly others: readonly string[];
}

/**
 * Which answers differ between two versions of a knowledge base. Both are rendered for the same day, so that what only the calendar
 * changed is no difference.
 * @param today `YYYY-MM-DD`
 */
export function changedAnswers(before: KnowledgeBase, after: KnowledgeBase, today: string): ChangedAnswers {
  const facts = changedFacts(before, after);
  const changedIds = new Set(facts.map(({ id }) => id));
  const added: ChangedArticle[] = [];
  const withdrawn: ChangedArticle[] = [];
  const changed: ChangedArticle[] = [];
  const asked: ChangedArticle[] = [];
  for (const slug of [...new Set([...before.articles.keys(), ...after.articles.keys()])].sort()) {
    const old = before.articles.get(slug);
    const now = after.articles.get(slug);
    const article = compareArticle(slug, old, now, { before, after, today, changedIds });
    if (!old) added.push(article);
    else if (!now) withdrawn.push(article);
    else if (readsDifferently(article)) changed.push(article);
    else if (article.questions.added + article.questions.withdrawn > 0) asked.push(article);
  }
  const others = [
    ['glossary.yaml', before.glossary, after.glossary],
    ['calibration.yaml', before.calibration, after.calibration],
    ['ambiguous.yaml', before.ambiguity, after.ambiguity],
    ['offices.yaml', before.office, after.office],
    ['sources.yaml', before.laws, after.laws],
    ['calendar.yaml', before.calendar, after.calendar],
  ] as const;
  return {
    added,
    withdrawn,
    changed,
    asked,
    facts,
    others: others.filter(([, old, now]) => !isDeepStrictEqual(old, now)).map(([file]) => file),
  };
}

interface Versions {
  readonly before: KnowledgeBase;
  readonly after: KnowledgeBase;
  readonly today: string;
  readonly changedIds: ReadonlySet<string>;
}

function compareArticle(
  slug: string,
  old: Article | undefined,
  now: Article | undefined,
  versions: Versions,
): ChangedArticle {
  const bilingual = <T>(of: (language: Language) => Change<T>): Record<Language, Change<T>> => ({
    id: of('id'),
    en: of('en'),
  });
  const key = ({ language, text }: Article['questions'][number]): string => `${language} ${text}`;
  const asked = { before: new Set(old?.questions.map(key)), after: new Set(now?.questions.map(key)) };
  const sections = SECTION_NAMES.flatMap((name): ChangedSection[] => {
    const answer = bilingual((language) => ({
      before: sectionAnswer(old, name, language, versions.before, versions.today),
      after: sectionAnswer(now, name, language, versions.after, versions.today),
    }));
    if (LANGUAGES.every((language) => isDeepStrictEqual(answer[language].before, answer[language].after))) return [];
    const ids = [old, now].flatMap((article) => (article ? factsIn(article, name) : []));
    return [{ name, answer, facts: [...new Set(ids)].filter((id) => versions.changedIds.has(id)) }];
  });
  return {
    slug,
    topic: (now ?? old)?.topic ?? '',
    title: bilingual((language) => ({ before: old?.text[language].title, after: now?.text[language].title })),
    ask: bilingual((language) => ({ before: old?.text[language].ask, after: now?.text[language].ask })),
    related: { before: old?.related, after: now?.related },
    sections,
    questions: {
      added: [...asked.after].filter((question) => !asked.before.has(question)).length,
      withdrawn: [...asked.before].filter((question) => !asked.after.has(question)).length,
    },
  };
}

function sectionAnswer(
  article: Article | undefined,
  name: SectionName,
  language: Language,
  knowledge: KnowledgeBase,
  today: string,
): SectionAnswer | undefined {
  if (!article?.text[language].sections.has(name)) return undefined;
  const { body, source } = composeAnswer(article, [name], language, knowledge, today);
  return { body, source };
}

function readsDifferently({ sections, title, ask, related }: ChangedArticle): boolean {
  const lines = [title.id, title.en, ask.id, ask.en, related];
  return sections.length > 0 || lines.some(({ before, after }) => !isDeepStrictEqual(before, after));
}

function changedFacts(before: KnowledgeBase, after: KnowledgeBase): ChangedFact[] {
  const ids = [...new Set([...before.facts.keys(), ...after.facts.keys()])].sort();
  return ids.flatMap((id) => {
    const versions = { before: before.facts.get(id) ?? [], after: after.facts.get(id) ?? [] };
    if (isDeepStrictEqual(versions.before.map(withoutPlace), versions.after.map(withoutPlace))) return [];
    const users = [...before.articles.values(), ...after.articles.values()].filter((article) =>
      SECTION_NAMES.some((name) => factsIn(article, name).includes(id)),
    );
    return [{ id, versions, articles: [...new Set(users.map(({ slug }) => slug))].sort() }];
  });
}

/** A fact that only moved to another line has not changed. */
function withoutPlace(fact: Fact): unknown {
  return { ...fact, place: undefined };
}

function factsIn(article: Article, name: SectionName): string[] {
  return LANGUAGES.flatMap((language) =>
    (article.text[language].sections.get(name)?.blocks ?? []).flatMap(({ pieces }) =>
      pieces.flatMap((piece) => (piece.kind === 'text' ? [] : [piece.fact])),
    ),
  );
}
