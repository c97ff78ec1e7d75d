import { standingOf } from '../knowledge/facts.js';
import { renderFact, renderQuantity } from '../knowledge/renderFact.js';
import type { Fact, KnowledgeBase, Language, Unit } from '../knowledge/types.js';
import { compute, type FormulaName } from './computations.js';
import type { Span } from './spans.js';

/** One or two sentences for the person's own case, before what the article says in general. */
export interface Lead {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly facts: readonly Fact[];
  /** Some of it is of medium confidence or past its review. */
  readonly confirm: boolean;
}

/** Writes figures into a lead and keeps where each comes from. */
export interface LeadWriter {
  /** A fact's value in words. */
  fact(id: string): string;
  /** Rests on a fact and prints nothing. */
  rest(...ids: string[]): '';
  /** Works a figure out and writes it. `unit` only for a formula without facts. */
  computed(formula: FormulaName, facts: readonly string[], inputs: readonly number[], unit?: Unit): string;
  /** What the person said, said back: a number with its unit. */
  said(value: number, unit: Unit): string;
  /** The same for words that hold a figure, a date for example. */
  saidWords(words: string): string;
}

/**
 * Writes a lead from facts that hold on a day.
 * @param write gives the words
 * @returns undefined when a fact it needs is missing, unknown or not in force: then the article speaks alone
 */
export function writeLead(
  knowledge: KnowledgeBase,
  language: Language,
  today: string,
  write: (writer: LeadWriter) => string,
): Lead | undefined {
  const spans: Span[] = [];
  // What is stated comes first: the source line gives the page of the first.
  const stated = new Map<string, Fact>();
  const rested = new Map<string, Fact>();
  let confirm = false;
  const missing: string[] = [];
  const take = (id: string, into = stated): Fact | undefined => {
    const standing = standingOf(knowledge.facts.get(id) ?? [], today);
    if (standing?.kind !== 'current') {
      missing.push(id);
      return undefined;
    }
    into.set(id, standing.fact);
    confirm ||= standing.confirm;
    return standing.fact;
  };
  const text = write({
    fact(id) {
      const fact = take(id);
      const value = fact && renderFact(fact, language);
      if (value === undefined) {
        missing.push(id);
        return '';
      }
      spans.push({ kind: 'fact', text: value, fact: id });
      return value;
    },
    rest(...ids) {
      for (const id of ids) take(id, rested);
      return '';
    },
    computed(formula, ids, inputs, unit) {
      for (const id of ids) take(id);
      const computation = compute({ formula, facts: ids, inputs, ...(unit && { unit }) }, knowledge, today);
      if (!computation) {
        missing.push(formula);
        return '';
      }
      const value = renderQuantity(computation.value, computation.unit, language);
      spans.push({ kind: 'computed', text: value, computation });
      return value;
    },
    said(value, unit) {
      const words = renderQuantity(value, unit, language);
      spans.push({ kind: 'echo', text: words });
      return words;
    },
    saidWords(words) {
      spans.push({ kind: 'echo', text: words });
      return words;
    },
  });
  const facts = [...new Map([...stated, ...rested]).values()];
  return missing.length === 0 ? { text, spans, facts, confirm } : undefined;
}
