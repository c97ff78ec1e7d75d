import { featuresOf } from './features.js';

/** A sparse vector of unit length, and how much of the question the index knows. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
  /** Share of the words' IDF mass that was seen when fitting, 0 to 1; 0 for an empty text. */
  readonly known: number;
}

export interface TfidfData {
  readonly vocabulary: readonly string[];
  readonly idf: Float32Array;
  readonly documents: number;
}

/**
 * Sublinear TF-IDF with words and character n-grams as two blocks, each of unit length and mixed half and half, so that long
 * words do not drown short ones (figures in the decision record on retrieval).
 */
export class Tfidf {
  readonly #positions: ReadonlyMap<string, number>;
  readonly #unknownIdf: number;

  constructor(readonly data: TfidfData) {
    this.#positions = new Map(data.vocabulary.map((feature, position) => [feature, position]));
    this.#unknownIdf = Math.log(1 + data.documents) + 1;
  }

  get size(): number {
    return this.data.vocabulary.length;
  }

  static fit(texts: readonly (readonly string[])[]): Tfidf {
    const seen = new Map<string, number>();
    for (const tokens of texts)
      for (const feature of featuresOf(tokens).keys()) seen.set(feature, (seen.get(feature) ?? 0) + 1);
    const vocabulary: string[] = [];
    const idf: number[] = [];
    for (const [feature, documents] of seen) {
      vocabulary.push(feature);
      idf.push(Math.log((1 + texts.length) / (1 + documents)) + 1);
    }
    return new Tfidf({ vocabulary, idf: Float32Array.from(idf), documents: texts.length });
  }

  knows(word: string): boolean {
    return this.#positions.has(`w${word}`);
  }

  vector(tokens: readonly string[]): SparseVector {
    const found: { position: number; value: number; character: boolean }[] = [];
    let wordMass = 0;
    let knownMass = 0;
    let wordNorm = 0;
    let characterNorm = 0;
    for (const [feature, count] of featuresOf(tokens)) {
      const position = this.#positions.get(feature);
      const idf = position === undefined ? this.#unknownIdf : (this.data.idf[position] ?? 0);
      if (feature[0] === 'w') {
        wordMass += idf;
        if (position !== undefined) knownMass += idf;
      }
      if (position === undefined) continue;
      const value = (1 + Math.log(count)) * idf;
      const character = feature[0] === 'c';
      if (character) characterNorm += value * value;
      else wordNorm += value * value;
      found.push({ position, value, character });
    }
    const both = wordNorm > 0 && characterNorm > 0;
    const share = both ? Math.SQRT1_2 : 1;
    const wordScale = wordNorm > 0 ? share / Math.sqrt(wordNorm) : 0;
    const characterScale = characterNorm > 0 ? share / Math.sqrt(characterNorm) : 0;
    const indices = new Int32Array(found.length);
    const values = new Float32Array(found.length);
    found.forEach((entry, index) => {
      indices[index] = entry.position;
      values[index] = entry.value * (entry.character ? characterScale : wordScale);
    });
    return { indices, values, known: wordMass > 0 ? knownMass / wordMass : 0 };
  }
}
