import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Glossary, Language, SectionName } from '../knowledge/types.js';
import { BuiltInEmbedder } from './builtInEmbedder.js';
import { LanguageModel } from './languageModel.js';
import type { IndexArrays, IndexManifest } from './indexFiles.js';
import { Softmax } from './softmax.js';
import { Tfidf } from './tfidf.js';
import { exactScan, type Neighbour, type VectorSearch } from './vectors.js';

export interface Candidate {
  readonly article: string;
  /** Mean similarity of its three nearest examples, −1 to 1. */
  readonly score: number;
}

export interface Retrieval {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** How sure the index is that the question is one of its own; compare with `threshold`. */
  readonly certainty: number;
  readonly threshold: number;
  /** Share of the question's words that the index has seen, by their weight. */
  readonly known: number;
  /** Probability of each section, all articles together. */
  readonly sections: ReadonlyMap<SectionName, number>;
  /** The nearest examples, for choosing a section within an article. */
  readonly neighbours: readonly { readonly article: string; readonly section: SectionName | null; readonly similarity: number }[];
}

const NEIGHBOURS = 100;
const EXAMPLES_PER_ARTICLE = 3;

/** An index in memory, ready to be asked. */
export class RetrievalIndex {
  readonly embedder: BuiltInEmbedder;
  readonly #sections: Softmax;
  readonly #language: LanguageModel;
  #search: VectorSearch;

  constructor(
    readonly manifest: IndexManifest,
    arrays: IndexArrays,
    glossary: Glossary,
    private readonly external: EmbeddingsInterface | undefined = undefined,
  ) {
    const tfidf = new Tfidf({ vocabulary: manifest.vocabulary, idf: arrays.idf, documents: manifest.documents });
    const articles = new Softmax({ classes: manifest.articles.length, weights: arrays['article-weights'], bias: arrays['article-bias'] });
    this.#sections = new Softmax({ classes: manifest.sections.length, weights: arrays['section-weights'], bias: arrays['section-bias'] });
    this.#language = new LanguageModel(
      new Tfidf({ vocabulary: manifest.languageVocabulary, idf: arrays['language-idf'], documents: manifest.documents }),
      new Softmax({ classes: 2, weights: arrays['language-weights'], bias: arrays['language-bias'] }),
    );
    this.embedder = new BuiltInEmbedder(tfidf, articles, glossary);
    this.#search = exactScan(arrays.vectors, this.dimensions);
  }

  get dimensions(): number {
    return this.manifest.externalDimensions || this.manifest.articles.length;
  }

  get searchKind(): VectorSearch['kind'] {
    return this.#search.kind;
  }

  /** The language of a text, of the two that we speak; `known` is the share of its words that the model has seen. */
  languageOf(text: string): { readonly language: Language; readonly english: number; readonly known: number } {
    return this.#language.identify(text);
  }

  get embeddings(): EmbeddingsInterface {
    return this.external ?? this.embedder;
  }

  /** Puts a graph in the place of the exact scan. */
  useSearch(search: VectorSearch): void {
    this.#search = search;
  }

  /**
   * The articles and sections that fit a question.
   * Never fails for want of an external model: while it does not answer, the built-in articles' scores serve.
   */
  async search(text: string): Promise<Retrieval> {
    const own = this.embedder.embed(text);
    const { articles, sections, examples, threshold } = this.manifest;
    let neighbours: Neighbour[] = [];
    if (this.external) {
      const vector = await this.external.embedQuery(text).catch(() => undefined);
      if (vector) neighbours = await this.#search.nearest(unit(vector), NEIGHBOURS);
    } else neighbours = await this.#search.nearest(own.vector, NEIGHBOURS);

    const tops = new Map<number, number[]>();
    for (const { example, similarity } of neighbours) {
      const article = examples[example]?.article;
      if (article === undefined) continue;
      const top = tops.get(article) ?? [];
      if (top.length < EXAMPLES_PER_ARTICLE) tops.set(article, [...top, similarity]);
    }
    const scores =
      tops.size > 0
        ? [...tops].map(([article, top]) => ({ article, score: top.reduce((a, b) => a + b, 0) / top.length }))
        : [...own.logits].map((score, article) => ({ article, score }));
    const candidates = scores
      .sort((a, b) => b.score - a.score)
      .slice(0, 5)
      .map(({ article, score }) => ({ article: articles[article] ?? '', score }));
    const probabilities = this.#sections.probabilities(own.sparse);
    return {
      candidates,
      certainty: own.certainty,
      threshold,
      known: own.sparse.known,
      sections: new Map(sections.map((name, index) => [name, probabilities[index] ?? 0])),
      neighbours: neighbours.map(({ example, similarity }) => ({
        article: articles[examples[example]?.article ?? -1] ?? '',
        section: examples[example]?.section ?? null,
        similarity,
      })),
    };
  }
}

function unit(vector: readonly number[]): number[] {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / norm);
}
