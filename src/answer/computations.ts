import { standingOf } from '../knowledge/facts.js';
import { renderQuantity } from '../knowledge/renderFact.js';
import type { KnowledgeBase, Language, Unit } from '../knowledge/types.js';

/**
 * A figure that stands nowhere and was worked out. It says how, so that whoever checks a reply works it out again.
 * Values are in the unit of the facts, or in `unit` where a formula has none.
 */
export interface Computation {
  readonly formula: FormulaName;
  /** Ids of the facts, in the order in which the formula takes them. */
  readonly facts: readonly string[];
  /** Numbers that the person named, or counted from what they named. */
  readonly inputs: readonly number[];
  readonly value: number;
  readonly unit: Unit;
}

type Formula = (facts: readonly number[], inputs: readonly number[]) => number;

/** The only ways in which a reply may come to a figure of its own. */
export const FORMULAS = {
  /** One fact times everything named: days × charge, days × persons × charge, persons × fee. */
  times: ([fact = Number.NaN], inputs) => inputs.reduce((product, input) => product * input, fact),
  /** Each fact as often as its input says: two books of one price and one of another. */
  sumOfTimes: (facts, inputs) => facts.reduce((sum, fact, index) => sum + fact * (inputs[index] ?? Number.NaN), 0),
  /** A stretch of so many weeks, in days. */
  weeksInDays: (_facts, [weeks = Number.NaN]) => weeks * 7,
  /** From one day to another, both as days since 1970. */
  daysBetween: (_facts, [from = Number.NaN, to = Number.NaN]) => to - from,
} as const satisfies Record<string, Formula>;
export type FormulaName = keyof typeof FORMULAS;

/**
 * Works a figure out from facts that hold on a day.
 * @returns undefined when a fact is missing, unknown, not in force or no number, when the facts are of different units, or when no finite number comes out
 */
export function compute(
  { formula, facts, inputs, unit }: Omit<Computation, 'value' | 'unit'> & { readonly unit?: Unit },
  knowledge: KnowledgeBase,
  today: string,
): Computation | undefined {
  const values: number[] = [];
  const units = new Set<Unit>();
  for (const id of facts) {
    const standing = standingOf(knowledge.facts.get(id) ?? [], today);
    if (standing?.kind !== 'current' || typeof standing.fact.value !== 'number') return undefined;
    values.push(standing.fact.value);
    units.add(standing.fact.unit);
  }
  const [own] = units;
  const result = own ?? unit;
  if (units.size > 1 || result === undefined) return undefined;
  const value = FORMULAS[formula](values, inputs);
  return Number.isFinite(value) ? { formula, facts, inputs, value, unit: result } : undefined;
}

/** Whether a computed figure is what its formula gives from its facts today, and is written as that. */
export function recomputes(
  { text, computation }: { readonly text: string; readonly computation: Computation },
  knowledge: KnowledgeBase,
  language: Language,
  today: string,
): boolean {
  const again = compute(computation, knowledge, today);
  return (
    again !== undefined &&
    again.value === computation.value &&
    renderQuantity(again.value, again.unit, language) === text
  );
}
