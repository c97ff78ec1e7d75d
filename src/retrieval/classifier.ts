import { addByteRow, type ByteMatrix } from './byteMatrix.js';
import { softmaxInPlace } from './softmax.js';
import type { SparseVector } from './tfidf.js';

/** A fitted linear softmax as it stands in the index. */
export class Classifier {
  constructor(
    private readonly weights: ByteMatrix,
    private readonly bias: Float32Array,
  ) {}

  /** Scores before the softmax, one per class. */
  logits(vector: SparseVector): Float32Array {
    const scores = Float32Array.from(this.bias);
    for (let k = 0; k < vector.indices.length; k++)
      addByteRow(scores, this.weights, vector.indices[k] ?? 0, vector.values[k] ?? 0);
    return scores;
  }

  probabilities(vector: SparseVector): Float32Array {
    const scores = this.logits(vector);
    softmaxInPlace(scores);
    return scores;
  }
}
