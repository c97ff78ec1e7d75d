import { expect, it } from 'vitest';
import { backoffMs } from './backoff.js';

it('waits longer each time, and never longer than half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map((failures) => backoffMs(failures, 1))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
});

it('spreads those who lost the same server', () => {
  expect([0, 0.5, 1].map((random) => backoffMs(3, random))).toEqual([2000, 3000, 4000]);
});
