import { describe, expect, it } from 'vitest';
import { EVEN, certaintyOf, fitCertainty, type Signals } from './certainty.js';

const signals = (score: number, known: number): Signals => ({ score, known, likeness: known, length: 5 });

describe('knowing what the index does not know', () => {
  const model = fitCertainty(
    [signals(8, 1), signals(7, 0.9), signals(6, 0.8)],
    [signals(3, 0.3), signals(2, 0.5), signals(4, 0.2), signals(1, 0)],
  );

  it('is sure of what looks like questions with an answer and not of what does not', () => {
    expect(certaintyOf(signals(7.5, 0.95), model)).toBeGreaterThan(EVEN);
    expect(certaintyOf(signals(2.5, 0.3), model)).toBeLessThan(EVEN);
  });

  it('takes everything for answerable when it was given nothing to learn from', () => {
    expect(certaintyOf(signals(0, 0), fitCertainty([], [signals(1, 1)]))).toBeGreaterThan(EVEN);
  });

  it('is not swayed by there being more questions of one kind', () => {
    const many = Array.from({ length: 50 }, () => signals(2, 0.2));
    const lopsided = fitCertainty([signals(8, 1), signals(7, 0.9)], many);
    expect(certaintyOf(signals(7, 0.9), lopsided)).toBeGreaterThan(EVEN);
  });
});
