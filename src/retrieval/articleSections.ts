import type { SectionName } from '../knowledge/types.js';
import { toByteMatrix, type ByteMatrix } from './byteMatrix.js';
import { Classifier } from './classifier.js';
import { Softmax, type Sample } from './softmax.js';
import type { SparseVector } from './tfidf.js';

/** A passage of one article: an example question or the text of a section. */
export interface Passage {
  readonly vector: SparseVector;
  readonly section: SectionName;
  readonly weight: number;
}

export interface ArticleSectionsData {
  readonly sections: readonly SectionName[];
  /** The features that its passages have, ascending: positions in the index's vocabulary. */
  readonly features: Float32Array;
  /** Row per feature, column per section. */
  readonly weights: ByteMatrix;
  readonly bias: Float32Array;
}

const FIT = { epochs: 10, dropout: 0.3, rate: 1 };

/** A small model of which section of one article a question asks for, learnt from that article's passages alone. */
export class ArticleSections {
  readonly #model: Classifier;

  constructor(readonly data: ArticleSectionsData) {
    this.#model = new Classifier(data.weights, data.bias);
  }

  static async fit(passages: readonly Passage[], random: () => number): Promise<ArticleSections> {
    const sections = [...new Set(passages.map(({ section }) => section))];
    const features = Float32Array.from(new Set(passages.flatMap(({ vector }) => [...vector.indices]))).sort();
    const samples = passages.map(({ vector, section, weight }): Sample => ({
      vector: restrict(vector, features),
      label: sections.indexOf(section),
      weight,
    }));
    const { data } = await Softmax.fit(samples, {
      ...FIT,
      classes: sections.length,
      features: features.length,
      random,
    });
    return new ArticleSections({
      sections,
      features,
      weights: toByteMatrix(data.weights, sections.length),
      bias: data.bias,
    });
  }

  /** The probability of each section that the article's passages know. */
  probabilities(vector: SparseVector): Map<SectionName, number> {
    const probabilities = this.#model.probabilities(restrict(vector, this.data.features));
    return new Map(this.data.sections.map((name, index) => [name, probabilities[index] ?? 0]));
  }
}

/** A vector over the article's features only, numbered as they stand in its list. */
function restrict({ indices, values, known }: SparseVector, features: Float32Array): SparseVector {
  const kept: { index: number; value: number }[] = [];
  indices.forEach((feature, k) => {
    const index = find(features, feature);
    if (index >= 0) kept.push({ index, value: values[k] ?? 0 });
  });
  return {
    indices: Int32Array.from(kept, ({ index }) => index),
    values: Float32Array.from(kept, ({ value }) => value),
    known,
  };
}

function find(ascending: Float32Array, wanted: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = ascending[middle] as number;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
