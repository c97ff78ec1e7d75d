import { describe, expect, it } from 'vitest';
import { addByteRow, toByteMatrix } from './byteMatrix.js';

function restored(weights: number[], columns: number): number[] {
  const matrix = toByteMatrix(Float32Array.from(weights), columns);
  return Array.from({ length: weights.length / columns }, (_, row) => {
    const target = new Float32Array(columns);
    addByteRow(target, matrix, row, 1);
    return [...target];
  }).flat();
}

describe('weights in bytes', () => {
  it('come back within half a step of the row’s largest', () => {
    const weights = [0.5, -1, 0.003, 2000, -3, 7];
    restored(weights, 3).forEach((value, index) => {
      const largest = index < 3 ? 1 : 2000;
      expect(Math.abs(value - (weights[index] ?? NaN))).toBeLessThanOrEqual(largest / 254 + 1e-6);
    });
  });

  it('keep the largest exactly, either sign, and a row of zeros zero', () => {
    expect(restored([-4, 4, 0, 0], 2)).toEqual([-4, 4, 0, 0]);
  });

  it('add up with what is there, times the factor', () => {
    const target = Float32Array.from([1, 1]);
    addByteRow(target, toByteMatrix(Float32Array.from([127, 0, 0, 127]), 2), 1, -2);
    expect([...target]).toEqual([1, -253]);
  });
});
