import { beforeAll, describe, expect, it } from 'vitest';
import { loadUsableKnowledge } from '../knowledge/loadKnowledge.js';
import { fact, tinyKnowledgeBase, writeKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import type { KnowledgeBase } from '../knowledge/types.js';
import { compute, recomputes, type Computation } from './computations.js';

const TODAY = '2026-11-24';
let knowledge: KnowledgeBase;
beforeAll(async () => {
  const facts = [
    fact('charge', 'IDR', '1000'),
    fact('fee', 'IDR', '300'),
    fact('limit', 'days', '60'),
    fact('ended', 'IDR', '5').replace('  legal_basis', '  valid_to: 2026-11-23\n  legal_basis'),
  ].join('\n');
  knowledge = await loadUsableKnowledge(
    await writeKnowledgeBase({
      'facts/all.yaml': `${tinyKnowledgeBase()['facts/all.yaml']}\n`,
      'facts/more.yaml': facts,
    }),
  );
});
const work = (formula: Computation['formula'], facts: string[], inputs: number[]): Computation | undefined =>
  compute({ formula, facts, inputs }, knowledge, TODAY);

describe('a figure is worked out from facts', () => {
  it.each([
    ['times', ['charge'], [12], 12_000],
    ['times', ['charge'], [5, 2], 10_000],
    ['sumOfTimes', ['charge', 'fee'], [1, 2], 1_600],
  ] as const)('%s of %s and %s', (formula, facts, inputs, value) => {
    expect(work(formula, [...facts], [...inputs])).toMatchObject({ value, unit: 'IDR' });
  });

  it.each([
    ['that has ended', ['ended'], [2]],
    ['that is not there', ['nothing'], [2]],
    ['without a number', ['lost.rule'], [2]],
    ['of another unit', ['charge', 'limit'], [1, 1]],
    ['more than inputs', ['charge', 'fee'], [1]],
  ])('and not from one %s', (_, facts, inputs) => {
    expect(work('sumOfTimes', facts, inputs)).toBeUndefined();
  });
});

describe('a computed figure is told from an invented one', () => {
  const honest: Computation = { formula: 'times', facts: ['charge'], inputs: [12], value: 12_000, unit: 'IDR' };
  const holds = (text: string, changes: Partial<Computation> = {}): boolean =>
    recomputes({ text, computation: { ...honest, ...changes } }, knowledge, 'id', TODAY);

  it('by working it out again', () => {
    expect(holds('Rp12.000')).toBe(true);
  });

  it.each([
    ['another amount in the text', 'Rp13.000', {}],
    ['another value', 'Rp13.000', { value: 13_000 }],
    ['another value behind the right text', 'Rp12.000', { value: 13_000 }],
    ['another number of days', 'Rp12.000', { inputs: [13] }],
    ['another fact', 'Rp12.000', { facts: ['fee'] }],
    ['a fact that has ended', 'Rp60', { facts: ['ended'], value: 60 }],
    ['another unit', '12.000 hari', { unit: 'days' }],
    ['no fact at all', 'Rp12.000', { facts: [] }],
  ] as const)('which %s shows', (_, text, changes) => {
    expect(holds(text, changes as Partial<Computation>)).toBe(false);
  });
});
