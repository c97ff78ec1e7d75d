export interface Share {
  readonly hits: number;
  readonly of: number;
  /** Wilson's 95 % interval, 0 to 1. */
  readonly interval: readonly [low: number, high: number];
}

/** Wilson's score interval (Wilson 1927) at 95 %. */
export function share(hits: number, of: number): Share {
  if (of === 0) return { hits, of, interval: [0, 1] };
  const z = 1.96;
  const p = hits / of;
  const scale = 1 + (z * z) / of;
  const centre = (p + (z * z) / (2 * of)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / scale;
  return { hits, of, interval: [Math.max(0, centre - half), Math.min(1, centre + half)] };
}

/** The share of those that are true; undefined ones are not counted. */
export function shareOf(values: readonly (boolean | undefined)[]): Share {
  const judged = values.filter((value) => value !== undefined);
  return share(judged.filter(Boolean).length, judged.length);
}

/**
 * Exact McNemar test (McNemar 1947, with the binomial instead of its approximation): how likely pairs that differ would lie as
 * unevenly as this, or more, if either side were as good as the other.
 * @param onlyFirst pairs of which only the first is right
 * @param onlySecond pairs of which only the second is right
 * @returns p, two-sided, 0 to 1
 */
export function mcNemar(onlyFirst: number, onlySecond: number): number {
  const of = onlyFirst + onlySecond;
  let term = 0.5 ** of;
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyFirst, onlySecond); k++) {
    tail += term;
    term *= (of - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}

export interface Bin {
  /** From this value up to the next bin's, 0 to 1. */
  readonly from: number;
  /** What was claimed on average. */
  readonly claimed: number;
  /** What came true. */
  readonly share: Share;
}

export interface Reliability {
  readonly bins: readonly Bin[];
  /** Mean distance between what was claimed and what came true, weighted by the number in each bin (Naeini 2015). */
  readonly expectedCalibrationError: number;
}

const BINS = 10;

/** How well a number between 0 and 1 says how often it is right, in ten bins of equal width; empty ones are left out. */
export function reliability(items: readonly { readonly claimed: number; readonly hit: boolean }[]): Reliability {
  const bins: Bin[] = [];
  for (let bin = 0; bin < BINS; bin++) {
    const inside = items.filter(({ claimed }) => Math.min(BINS - 1, Math.floor(claimed * BINS)) === bin);
    if (inside.length === 0) continue;
    bins.push({
      from: bin / BINS,
      claimed: mean(inside.map(({ claimed }) => claimed)),
      share: share(inside.filter(({ hit }) => hit).length, inside.length),
    });
  }
  const expectedCalibrationError = bins.reduce(
    (sum, { claimed, share: { hits, of } }) => sum + (of / items.length) * Math.abs(claimed - hits / of),
    0,
  );
  return { bins, expectedCalibrationError };
}

/** 0 where there is nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which a share of all lies; 0 where there is nothing. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
