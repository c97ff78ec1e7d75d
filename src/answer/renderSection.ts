import { standingOf } from '../knowledge/facts.js';
import { renderDay, renderFact } from '../knowledge/renderFact.js';
import type { Block, Fact, KnowledgeBase, Language, Section } from '../knowledge/types.js';
import { answerPhrases } from './phrases.js';
import type { Span } from './spans.js';

export interface RenderedSection {
  readonly text: string;
  readonly spans: readonly Span[];
  /** The facts that it states or rests on, in order, each once. */
  readonly facts: readonly Fact[];
  /** Some of it is of medium confidence or past its review. */
  readonly confirm: boolean;
}

/**
 * A section in words, for a day. A line whose fact has expired is left out, with a notice in its place: an old fee never reaches anybody.
 * @param today `YYYY-MM-DD`
 */
export function renderSection(
  section: Section,
  language: Language,
  knowledge: Pick<KnowledgeBase, 'facts'>,
  today: string,
): RenderedSection {
  const spans: Span[] = [];
  const facts = new Map<string, Fact>();
  let confirm = false;
  let withheld = false;
  let step = 0;
  const lines: { text: string; kind: Block['kind'] }[] = [];
  for (const block of section.blocks) {
    const rendered = renderBlock(block, language, knowledge, today);
    if (!rendered) {
      withheld = true;
      continue;
    }
    spans.push(...rendered.spans);
    for (const fact of rendered.facts) facts.set(fact.id, fact);
    confirm ||= rendered.confirm;
    const mark = block.kind === 'bullet' ? '- ' : block.kind === 'step' ? `${++step}. ` : '';
    lines.push({ text: mark + rendered.text, kind: block.kind });
  }
  if (withheld) lines.push({ text: answerPhrases[language].changed, kind: 'paragraph' });
  const text = lines.reduce((all, line, index) => {
    if (index === 0) return line.text;
    const together = line.kind !== 'paragraph' && lines[index - 1]?.kind === line.kind;
    const listAfterLead = line.kind !== 'paragraph' && lines[index - 1]?.kind === 'paragraph';
    return `${all}${together || listAfterLead ? '\n' : '\n\n'}${line.text}`;
  }, '');
  return { text, spans, facts: [...facts.values()], confirm };
}

/** @returns undefined when the block states something that no longer holds */
function renderBlock(
  block: Block,
  language: Language,
  knowledge: Pick<KnowledgeBase, 'facts'>,
  today: string,
): { text: string; spans: Span[]; facts: Fact[]; confirm: boolean } | undefined {
  const spans: Span[] = [];
  const facts: Fact[] = [];
  let text = '';
  let confirm = false;
  for (const piece of block.pieces) {
    if (piece.kind === 'text') {
      text += piece.text;
      continue;
    }
    const standing = standingOf(knowledge.facts.get(piece.fact) ?? [], today);
    if (!standing || standing.kind === 'expired') return undefined;
    const { fact } = standing;
    if (standing.kind !== 'unknown') confirm ||= standing.confirm;
    if (piece.kind === 'backing') {
      if (standing.kind === 'future') return undefined;
      if (standing.kind !== 'unknown') facts.push(fact);
      continue;
    }
    if (standing.kind === 'unknown') {
      text += fact.ask?.[language] ?? '';
      continue;
    }
    facts.push(fact);
    text += figure(fact, language, spans, standing.kind === 'future');
    if (standing.kind === 'current' && standing.next) text += ` (${figure(standing.next, language, spans, true)})`;
  }
  return { text: text.trim(), spans, facts, confirm };
}

function figure(fact: Fact, language: Language, spans: Span[], withDate: boolean): string {
  const value = renderFact(fact, language) ?? '';
  spans.push({ kind: 'fact', text: value, fact: fact.id });
  if (!withDate || !fact.validFrom) return value;
  const day = renderDay(fact.validFrom, language);
  spans.push({ kind: 'fact', text: day, fact: fact.id });
  return `${value}, ${answerPhrases[language].from} ${day}`;
}
