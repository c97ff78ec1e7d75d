import { renderDay } from '../knowledge/renderFact.js';
import type { Article, KnowledgeBase, Language, SectionName } from '../knowledge/types.js';
import { citationsOf, type Citation } from './citations.js';
import { answerPhrases } from './phrases.js';
import type { Lead } from './lead.js';
import { renderSection } from './renderSection.js';
import type { Span } from './spans.js';

export interface ComposedAnswer {
  /** The answer without its source line. */
  readonly body: string;
  /** The source line; empty where no source applies. */
  readonly source: string;
  readonly sections: readonly SectionName[];
  /** Ids of the facts stated or rested on. */
  readonly facts: readonly string[];
  readonly citations: readonly Citation[];
  readonly spans: readonly Span[];
}

/** What a small screen holds; a second section that does not fit is offered instead. */
const MOST_CHARACTERS = 900;

/**
 * The answer from one article: the sections asked for, the words to confirm where needed, the source.
 * @param wanted section names, the one asked for first; names the article lacks are passed over, and `summary` stands in when none is left
 * @param today `YYYY-MM-DD`
 * @param lead a sentence for the person's own case, which comes first
 */
export function composeAnswer(
  article: Article,
  wanted: readonly SectionName[],
  language: Language,
  knowledge: KnowledgeBase,
  today: string,
  lead?: Lead,
): ComposedAnswer {
  const phrases = answerPhrases[language];
  const available = article.text[language].sections;
  const names = wanted.filter((name) => available.has(name)).slice(0, 2);
  const chosen = names.length > 0 ? names : (['summary'] as const);
  const rendered: { name: SectionName; section: ReturnType<typeof renderSection> }[] = [];
  for (const name of chosen) {
    const section = available.get(name);
    if (!section) continue;
    const next = renderSection(section, language, knowledge, today);
    const length =
      rendered.reduce((sum, { section: { text } }) => sum + text.length, lead?.text.length ?? 0) + next.text.length;
    if (rendered.length > 0 && length > MOST_CHARACTERS) break;
    rendered.push({ name, section: next });
  }
  const stated = [...(lead?.facts ?? []), ...rendered.flatMap(({ section }) => section.facts)];
  const facts = [...new Map(stated.map((fact) => [fact.id, fact])).values()];
  const citations = article.refersTo ? [] : citationsOf(facts, knowledge, language);
  const spans: Span[] = [...(lead?.spans ?? []), ...rendered.flatMap(({ section }) => section.spans)];
  let body = [...(lead ? [lead.text] : []), ...rendered.map(({ section }) => section.text)].join('\n\n');
  if (lead?.confirm || rendered.some(({ section }) => section.confirm)) body += `\n\n${phrases.confirm}`;
  const source = sourceLine(citations, language, spans);
  return {
    body,
    source,
    sections: rendered.map(({ name }) => name),
    facts: facts.map(({ id }) => id),
    citations,
    spans,
  };
}

/** "Sumber: PP 45/2024 (dicek 24 November 2026). https://…" */
export function sourceLine(citations: readonly Citation[], language: Language, spans: Span[]): string {
  const first = citations[0];
  if (!first) return '';
  const { source, checked } = answerPhrases[language];
  const names = citations.map((citation) => citation.legalBasis || citation.title).filter(Boolean);
  const day = renderDay(first.checked, language);
  spans.push({ kind: 'source', text: day }, { kind: 'source', text: first.url });
  for (const name of names) spans.push({ kind: 'source', text: name });
  return `${source}: ${[...new Set(names)].join('; ')} (${checked} ${day}). ${first.url}`.trim();
}
