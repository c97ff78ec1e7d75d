/** The middle of several runs and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @param values at least one, in any order */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
  return { median, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN };
}

/** The value that `share` (0 to 1) of the values do not exceed, by the nearest rank. */
export function percentile(values: Float64Array | readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? NaN;
}

/** "median (min–max)"; one run is shown without a range. @param digits after the point */
export function show({ median, min, max }: Spread, digits: number): string {
  const text = median.toFixed(digits);
  return min === max ? text : `${text} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}

/** The spread of several runs as text. */
export function showRuns(values: readonly number[], digits: number): string {
  return values.length === 0 ? '–' : show(spread(values), digits);
}

/**
 * How well a score tells two groups apart: the chance that one of `high` scores above one of `low` (area under the ROC curve), ties
 * counted half.
 */
export function auroc(high: readonly number[], low: readonly number[]): number {
  const all = [...high.map((score) => ({ score, high: true })), ...low.map((score) => ({ score, high: false }))].sort(
    (a, b) => a.score - b.score,
  );
  let rankSum = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end]?.score === all[start]?.score) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) if (all[i]?.high) rankSum += rank;
    start = end;
  }
  return (rankSum - (high.length * (high.length + 1)) / 2) / (high.length * low.length);
}

export const megabytes = (bytes: number): number => bytes / 1024 / 1024;
