const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before trying again: doubling, at most half a minute, and anywhere in the upper half of that, so that the phones
 * that lost one server do not all come back in one moment.
 * @param failures how many tries have failed in a row, from 1
 * @param random a number from 0 to 1
 */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}
