import { describe, expect, it } from 'vitest';
import { mcNemar, quantile, reliability, share, shareOf } from './statistics.js';

describe("Wilson's interval", () => {
  // By hand, z = 1.96: centre (p + z²/2n) / (1 + z²/n), half z √(p(1-p)/n + z²/4n²) / (1 + z²/n).
  it.each([
    [8, 10, 0.4902, 0.9433],
    [50, 100, 0.4038, 0.5962],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
  ])('of %i of %i', (hits, of, low, high) => {
    const { interval } = share(hits, of);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  it('of nothing says nothing', () => {
    expect(share(0, 0).interval).toEqual([0, 1]);
  });

  it('counts only what was judged', () => {
    expect(shareOf([true, undefined, false, true])).toMatchObject({ hits: 2, of: 3 });
  });
});

describe('the exact McNemar test', () => {
  // By hand: twice the lower tail of a binomial with one half, at most 1.
  it.each([
    [0, 0, 1],
    [0, 1, 1],
    [0, 5, 2 / 32],
    [6, 0, 2 / 64],
    [1, 9, (2 * (1 + 10)) / 1024],
    [3, 7, (2 * (1 + 10 + 45 + 120)) / 1024],
    [5, 5, 1],
    [4, 5, 1],
  ])('of %i and %i', (first, second, p) => {
    expect(mcNemar(first, second)).toBeCloseTo(p, 12);
    expect(mcNemar(second, first)).toBeCloseTo(p, 12);
  });

  it('does not break down with many pairs', () => {
    expect(mcNemar(300, 300)).toBe(1);
    expect(mcNemar(250, 350)).toBeGreaterThan(0);
    expect(mcNemar(250, 350)).toBeLessThan(0.001);
  });
});

describe('calibration', () => {
  it('is perfect when what is claimed comes true as often', () => {
    const items = Array.from({ length: 10 }, (_, index) => ({ claimed: 0.8, hit: index < 8 }));
    expect(reliability(items).expectedCalibrationError).toBeCloseTo(0, 12);
  });

  it('weighs the distance in each bin by its number', () => {
    const items = [
      { claimed: 0.95, hit: true },
      { claimed: 0.95, hit: false },
      { claimed: 1, hit: true },
      { claimed: 0.15, hit: true },
    ];
    const { bins, expectedCalibrationError } = reliability(items);
    expect(bins.map(({ from, share: { hits, of } }) => [from, hits, of])).toEqual([
      [0.1, 1, 1],
      [0.9, 2, 3],
    ]);
    // 1/4 of |0.15 - 1| and 3/4 of |2.9/3 - 2/3|.
    expect(expectedCalibrationError).toBeCloseTo(0.25 * 0.85 + 0.75 * 0.3, 12);
  });
});

describe('a quantile', () => {
  it('is the value below which a share lies, in whatever order they come', () => {
    expect(quantile([9, 1, 5, 3, 7], 0.5)).toBe(5);
    expect(quantile([1, 2], 0.99)).toBe(2);
    expect(quantile([], 0.5)).toBe(0);
  });
});
