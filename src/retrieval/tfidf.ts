import { featuresOf, kindOf, type Concepts, type FeatureKind } from './features.js';

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

/** Features of fewer texts are left out, words excepted: half of all stand in one text only, and nothing is lost with them. */
const LEAST_TEXTS = 2;

const KINDS = ['word', 'character', 'concept'] as const;
/** What each block weighs: meaning more than wording, wording more than spelling (figures in decision record 0016). */
const BLOCK_WEIGHTS: Readonly<Record<FeatureKind, number>> = { word: 1, character: 0.8, concept: 1.4 };

/**
 * Sublinear TF-IDF with words, character n-grams and concepts as three blocks, each of unit length before it is weighed, so that long
 * words do not drown short ones.
 */
export class Tfidf {
  readonly #positions: ReadonlyMap<string, number>;
  readonly #unknownIdf: number;

  constructor(
    readonly data: TfidfData,
    private readonly concepts?: Concepts,
  ) {
    this.#positions = new Map(data.vocabulary.map((feature, position) => [feature, position]));
    this.#unknownIdf = Math.log(1 + data.documents) + 1;
  }

  get size(): number {
    return this.data.vocabulary.length;
  }

  static fit(texts: readonly (readonly string[])[], concepts?: Concepts): Tfidf {
    const seen = new Map<string, number>();
    for (const tokens of texts)
      for (const feature of featuresOf(tokens, concepts).keys()) seen.set(feature, (seen.get(feature) ?? 0) + 1);
    const vocabulary: string[] = [];
    const idf: number[] = [];
    for (const [feature, documents] of seen) {
      if (documents < LEAST_TEXTS && !feature.startsWith('w')) continue;
      vocabulary.push(feature);
      idf.push(Math.log((1 + texts.length) / (1 + documents)) + 1);
    }
    return new Tfidf({ vocabulary, idf: Float32Array.from(idf), documents: texts.length }, concepts);
  }

  knows(word: string): boolean {
    return this.#positions.has(`w${word}`);
  }

  vector(tokens: readonly string[]): SparseVector {
    const found: { position: number; value: number; kind: FeatureKind }[] = [];
    let wordMass = 0;
    let knownMass = 0;
    const norms = { word: 0, character: 0, concept: 0 };
    for (const [feature, count] of featuresOf(tokens, this.concepts)) {
      const position = this.#positions.get(feature);
      const idf = position === undefined ? this.#unknownIdf : (this.data.idf[position] ?? 0);
      if (feature.startsWith('w')) {
        wordMass += idf;
        if (position !== undefined) knownMass += idf;
      }
      if (position === undefined) continue;
      const value = (1 + Math.log(count)) * idf;
      const kind = kindOf(feature);
      norms[kind] += value * value;
      found.push({ position, value, kind });
    }
    let total = 0;
    for (const kind of KINDS) if (norms[kind] > 0) total += BLOCK_WEIGHTS[kind] ** 2;
    const scale = (kind: FeatureKind): number => BLOCK_WEIGHTS[kind] / Math.sqrt(norms[kind] * total);
    const scales = { word: scale('word'), character: scale('character'), concept: scale('concept') };
    const indices = new Int32Array(found.length);
    const values = new Float32Array(found.length);
    found.forEach(({ position, value, kind }, index) => {
      indices[index] = position;
      values[index] = value * scales[kind];
    });
    return { indices, values, known: wordMass > 0 ? knownMass / wordMass : 0 };
  }
}
