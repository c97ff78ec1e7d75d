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
        const kept: number[] = [];
        for (let k = 0; k < indices.length; k++) if (random() >= dropout) kept.push(k);
        scores.set(bias);
        for (const k of kept) addRow(scores, weights, (indices[k] ?? 0) * classes, (values[k] ?? 0) / (1 - dropout));
        softmaxInPlace(scores);
        scores[sample.label] = (scores[sample.label] ?? 0) - 1;
        let gradientSquared = 0;
        for (let c = 0; c < classes; c++) {
          const gradient = (scores[c] ?? 0) * sample.weight;
          scores[c] = gradient;
          gradientSquared += gradient * gradient;
        }
        for (const k of kept) {
          const feature = indices[k] ?? 0;
          const value = values[k] ?? 0;
          squares[feature] = (squares[feature] ?? 0) + gradientSquared * value * value;
          addRow(
            weights.subarray(feature * classes, (feature + 1) * classes),
            scores,
            0,
            (-step / Math.sqrt(squares[feature])) * value,
          );
        }
        for (let c = 0; c < classes; c++) bias[c] = (bias[c] ?? 0) - 0.01 * step * (scores[c] ?? 0);
      }
    }
    return new Softmax({ classes, weights, bias });
  }

  /** Scores before the softmax, one per class. */
  logits(vector: SparseVector): Float32Array {
    const { classes, weights, bias } = this.data;
    const scores = Float32Array.from(bias);
    for (let k = 0; k < vector.indices.length; k++) {
      addRow(scores, weights, (vector.indices[k] ?? 0) * classes, vector.values[k] ?? 0);
    }
    return scores;
  }

  probabilities(vector: SparseVector): Float32Array {
    const scores = this.logits(vector);
    softmaxInPlace(scores);
    return scores;
  }
}

/** target += factor × row, where the row begins at `offset` of `matrix`. */
function addRow(target: Float32Array, matrix: Float32Array, offset: number, factor: number): void {
  for (let c = 0; c < target.length; c++) target[c] = (target[c] as number) + factor * (matrix[offset + c] as number);
}

function softmaxInPlace(scores: Float32Array): void {
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
