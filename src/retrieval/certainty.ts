/** What tells a question that the index can answer from one that it cannot. */
export interface Signals {
  /** How much speaks for any article at all: the logarithm of the sum of their exponentiated scores. A question that several articles could answer has as much as one that only one can. */
  readonly score: number;
  /** Share of the question's words, by weight, that the index has seen. */
  readonly known: number;
  /** Likeness to the nearest passage of the best few articles, 0 to 1. */
  readonly likeness: number;
  /** Words. */
  readonly length: number;
}

/** A logistic regression over standardised signals. */
export interface CertaintyModel {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** As likely one as the other. */
export const EVEN = 0.5;

/** Without questions to learn from, everything is taken for answerable. */
export const NO_DOUBT: CertaintyModel = {
  means: [0, 0, 0, 0],
  deviations: [1, 1, 1, 1],
  weights: [0, 0, 0, 0],
  bias: 10,
};

/**
 * Turning away a question that could be answered sends somebody on a journey; an answer to a question that is not ours is seen to be
 * beside the point. So the first mistake counts nearly six times.
 */
const IN_SCOPE_SHARE = 0.85;
const ROUNDS = 3_000;
const RATE = 0.5;
const SHRINK = 0.002;

/** How likely the index can answer, 0 to 1. */
export function certaintyOf(signals: Signals, model: CertaintyModel): number {
  const z = standardise(signals, model).reduce((sum, value, i) => sum + value * (model.weights[i] ?? 0), model.bias);
  return 1 / (1 + Math.exp(-z));
}

/**
 * Fits the certainty to questions written for that purpose, however many there are of each kind.
 * @param inScope signals of questions that have an answer; @param outOfScope of questions that have none
 */
export function fitCertainty(inScope: readonly Signals[], outOfScope: readonly Signals[]): CertaintyModel {
  if (inScope.length === 0 || outOfScope.length === 0) return NO_DOUBT;
  const all = [...inScope, ...outOfScope].map(values);
  const means = column(all, (sum, value) => sum + value / all.length);
  const deviations = column(all, (sum, value, i) => sum + (value - (means[i] ?? 0)) ** 2 / all.length).map(
    (variance) => Math.sqrt(variance) || 1,
  );
  const samples = [...inScope, ...outOfScope].map((signals, index) => ({
    x: standardise(signals, { means, deviations }),
    y: index < inScope.length ? 1 : 0,
    weight: index < inScope.length ? IN_SCOPE_SHARE / inScope.length : (1 - IN_SCOPE_SHARE) / outOfScope.length,
  }));
  let weights = means.map(() => 0);
  let bias = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight) => SHRINK * weight);
    let biasGradient = 0;
    for (const { x, y, weight } of samples) {
      const error =
        weight * (1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias))) - y);
      x.forEach((value, i) => (gradient[i] = (gradient[i] ?? 0) + error * value));
      biasGradient += error;
    }
    weights = weights.map((weight, i) => weight - RATE * (gradient[i] ?? 0));
    bias -= RATE * biasGradient;
  }
  return { means, deviations, weights, bias };
}

function values({ score, known, likeness, length }: Signals): number[] {
  return [score, known, likeness, Math.log1p(length)];
}

function standardise(signals: Signals, { means, deviations }: Pick<CertaintyModel, 'means' | 'deviations'>): number[] {
  return values(signals).map((value, i) => (value - (means[i] ?? 0)) / (deviations[i] ?? 1));
}

function column(
  rows: readonly (readonly number[])[],
  add: (sum: number, value: number, i: number) => number,
): number[] {
  return (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => add(sum, row[i] ?? 0, i), 0));
}
