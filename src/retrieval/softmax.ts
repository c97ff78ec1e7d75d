import type { SparseVector } from './tfidf.js';

export interface SoftmaxData {
  readonly classes: number;
  /** Row per feature, column per class. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface Sample {
  readonly vector: SparseVector;
  readonly label: number;
  /** How much it counts, 1 for an example question. */
  readonly weight: number;
}

export interface FitOptions {
  readonly classes: number;
  readonly features: number;
  readonly epochs: number;
  /** Share of features left out at random in each step, which keeps one word from deciding alone. */
  readonly dropout: number;
  readonly rate: number;
  /** Numbers in [0, 1), so that two builds of the same knowledge base are the same. */
  readonly random: () => number;
}

/** A class whose probability is off by less is left alone in a step: nearly all of them are, and it is they that take the time. */
const NEGLIGIBLE = 1e-3;

/** A linear softmax over sparse vectors, fitted by AdaGrad with one accumulator per feature. */
export class Softmax {
  constructor(readonly data: SoftmaxData) {}

  /** Yields to the event loop every few milliseconds, so that a server goes on answering while an index is built. */
  static async fit(samples: readonly Sample[], options: FitOptions): Promise<Softmax> {
    const { classes, features, epochs, dropout, rate, random } = options;
    const weights = new Float32Array(features * classes);
    const squares = new Float32Array(features).fill(1e-3);
    const bias = new Float32Array(classes);
    const order = samples.map((_, index) => index);
    const scores = new Float32Array(classes);
    const active = new Int32Array(classes);
    const longest = samples.reduce((most, { vector }) => Math.max(most, vector.indices.length), 0);
    const rows = new Int32Array(longest);
    const kept = new Float32Array(longest);
    const yieldNow = breather();
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      const step = rate * (1 - (epoch / epochs) * 0.9);
      for (const index of order) {
        const sample = samples[index];
        if (!sample) continue;
        const pause = yieldNow();
        if (pause) await pause;
        const { indices, values } = sample.vector;
        let count = 0;
        for (let k = 0; k < indices.length; k++) {
          if (random() < dropout) continue;
          rows[count] = indices[k] as number;
          kept[count++] = values[k] as number;
        }
        scores.set(bias);
        for (let k = 0; k < count; k++)
          addRow(scores, weights, (rows[k] as number) * classes, (kept[k] as number) / (1 - dropout));
        softmaxInPlace(scores);
        scores[sample.label] = (scores[sample.label] as number) - 1;
        let gradientSquared = 0;
        let actives = 0;
        for (let c = 0; c < classes; c++) {
          const gradient = (scores[c] as number) * sample.weight;
          scores[c] = gradient;
          gradientSquared += gradient * gradient;
          if (gradient > NEGLIGIBLE || gradient < -NEGLIGIBLE) active[actives++] = c;
        }
        for (let k = 0; k < count; k++) {
          const feature = rows[k] as number;
          const value = kept[k] as number;
          const square = (squares[feature] as number) + gradientSquared * value * value;
          squares[feature] = square;
          const factor = (-step / Math.sqrt(square)) * value;
          const row = feature * classes;
          for (let i = 0; i < actives; i++) {
            const c = active[i] as number;
            weights[row + c] = (weights[row + c] as number) + factor * (scores[c] as number);
          }
        }
        for (let c = 0; c < classes; c++) bias[c] = (bias[c] as number) - 0.01 * step * (scores[c] as number);
      }
    }
    return new Softmax({ classes, weights, bias });
  }
}

/** target += factor × row, where the row begins at `offset` of `matrix`. */
function addRow(target: Float32Array, matrix: Float32Array, offset: number, factor: number): void {
  for (let c = 0; c < target.length; c++) target[c] = (target[c] as number) + factor * (matrix[offset + c] as number);
}

/** Scores to probabilities. */
export function softmaxInPlace(scores: Float32Array): void {
  let most = -Infinity;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp((scores[c] as number) - most);
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
}

/** A function that lets other work run once some milliseconds have gone since it last did. */
function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < 8) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        last = performance.now();
        resolve();
      }),
    );
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}
