import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Glossary, KnowledgeBase, Language, SectionName } from '../knowledge/types.js';
import { BuiltInEmbedder } from './builtInEmbedder.js';
import { certaintyOf, type Signals } from './certainty.js';
import { ArticleSections } from './articleSections.js';
import { IntentModel, type LikelyIntent, PLAIN } from './intentModel.js';
import { LanguageModel } from './languageModel.js';
import type { IndexArrays, IndexManifest } from './indexFiles.js';
import { Classifier } from './classifier.js';
import { Tfidf, type SparseVector } from './tfidf.js';
import { tokenise } from './normalise.js';
import { exactScan, type Neighbour, type VectorSearch } from './vectors.js';

export interface Candidate {
  readonly article: string;
  /** Mean similarity of its three nearest examples, −1 to 1, less a little where the model of articles finds it unlikely. */
  readonly score: number;
}

export interface Retrieval {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** How likely the question is one that the index can answer, 0 to 1; below `EVEN` it says that it does not know. */
  readonly certainty: number;
}

/** What speaks for each section of one article. */
export interface SectionEvidence {
  /** Probability by the model over all articles. */
  readonly likely: ReadonlyMap<SectionName, number>;
  /** Probability by the article's own model. */
  readonly own: ReadonlyMap<SectionName, number>;
  /** Likeness of the article's own questions and texts, added up. */
  readonly votes: ReadonlyMap<SectionName, number>;
  /** Sections that a phrase of the question names. */
  readonly cued: ReadonlySet<SectionName>;
  /** The phrase stands in a sentence of its own that asks, after others that tell. */
  readonly asked: boolean;
}

/** How like a question is to one passage, 0 to 1. */
interface PassageLikeness {
  readonly section: SectionName;
  readonly weight: number;
  readonly likeness: number;
}

/** The power that a passage's likeness is raised to: the nearest few decide. */
const VOTE_POWER = 3;
const NEIGHBOURS = 100;
/** Articles among whose passages the nearest is looked for when it is judged whether there is an answer. */
const LIKELY_ARTICLES = 5;
const EXTERNAL_MS = 4_000;
const EXTERNAL_REST_MS = 60_000;
const EXAMPLES_PER_ARTICLE = 3;
/** What an article's log-probability by the model counts beside its examples' likeness (figures in decision record 0016). */
const LIKELIHOOD_WEIGHT = 0.02;

/** An index in memory, ready to be asked. */
export class RetrievalIndex {
  readonly embedder: BuiltInEmbedder;
  /** Resolves when a graph that is being opened beside the first questions is in use or given up. */
  graphSettled: Promise<void> = Promise.resolve();
  readonly #sections: Classifier;
  readonly #language: LanguageModel;
  readonly #intents: IntentModel | undefined;
  readonly #passages: ReadonlyMap<string, readonly { passage: number; section: SectionName; weight: number }[]>;
  readonly #locals: ReadonlyMap<string, ArticleSections>;
  readonly #cues: readonly { name: SectionName; phrases: readonly string[] }[];
  readonly #question: Float32Array;
  #lastLikenesses: { sparse: SparseVector; article: string; found: readonly PassageLikeness[] } | undefined;
  #search: VectorSearch;
  #externalRestsUntil = 0;

  constructor(
    readonly manifest: IndexManifest,
    private readonly arrays: IndexArrays,
    private readonly glossary: Glossary,
    private readonly external?: EmbeddingsInterface,
    intentWords: KnowledgeBase['intentWords'] = new Map(),
  ) {
    const tfidf = new Tfidf(
      { vocabulary: manifest.vocabulary, idf: arrays.idf, documents: manifest.documents },
      glossary.concepts,
    );
    const classifier = (name: 'article' | 'section' | 'language' | 'intent'): Classifier =>
      new Classifier({ bytes: arrays[`${name}-weights`], scales: arrays[`${name}-scales`] }, arrays[`${name}-bias`]);
    const articles = classifier('article');
    this.#sections = classifier('section');
    this.#language = new LanguageModel(
      new Tfidf({
        vocabulary: manifest.languageVocabulary,
        idf: arrays['language-idf'],
        documents: manifest.documents,
      }),
      classifier('language'),
    );
    if (manifest.intents.length > 0)
      this.#intents = new IntentModel(
        manifest.intents,
        { vocabulary: manifest.intentVocabulary, idf: arrays['intent-idf'], documents: manifest.intentDocuments },
        classifier('intent'),
        { glossary, intentWords },
      );
    this.embedder = new BuiltInEmbedder(tfidf, articles, glossary);
    const passages = new Map<string, { passage: number; section: SectionName; weight: number }[]>(
      manifest.articles.map((slug) => [slug, []]),
    );
    manifest.passages.forEach(({ article, section, weight }, passage) =>
      passages.get(manifest.articles[article] ?? '')?.push({ passage, section, weight }),
    );
    this.#passages = passages;
    // Phrases go the same way as questions, so that they meet.
    this.#cues = [...glossary.cues].map(([name, phrases]) => ({
      name,
      phrases: phrases.map((phrase) => ` ${tokenise(phrase, glossary).join(' ')} `),
    }));
    this.#question = new Float32Array(manifest.vocabulary.length);
    this.#locals = localModels(manifest, arrays);
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

  /** What kind of message a text is, the likeliest first; only `PLAIN` where nothing was learnt about it. */
  intentOf(text: string): LikelyIntent[] {
    return this.#intents?.identify(text) ?? [{ id: PLAIN, likely: 1 }];
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
    const { articles, examples } = this.manifest;
    let neighbours: Neighbour[] = [];
    if (this.external) {
      neighbours = await this.#searchExternally(this.external, text).catch(() => []);
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
    const total = logSumExp(own.logits);
    const candidates = scores
      .map(({ article, score }) => ({
        article: articles[article] ?? '',
        score: score + LIKELIHOOD_WEIGHT * ((own.logits[article] ?? 0) - total),
      }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 5);
    return { candidates, certainty: this.#certainty(text, own) };
  }

  /** A person is waiting and the built-in scores stand by, so a provider gets little time, and a rest after each failure. */
  async #searchExternally(external: EmbeddingsInterface, text: string): Promise<Neighbour[]> {
    if (performance.now() < this.#externalRestsUntil) return [];
    const abort = new AbortController();
    const late = delay(EXTERNAL_MS, undefined, { signal: abort.signal }).then(() =>
      Promise.reject(new Error('too late')),
    );
    try {
      const vector = await Promise.race([external.embedQuery(text), late]);
      return await this.#search.nearest(unit(vector), NEIGHBOURS);
    } catch (error) {
      this.#externalRestsUntil = performance.now() + EXTERNAL_REST_MS;
      throw error;
    } finally {
      late.catch(() => undefined);
      abort.abort();
    }
  }

  /** How likely the index can answer a text, without looking for the answer. */
  certainty(text: string): number {
    return this.#certainty(text, this.embedder.embed(text));
  }

  #certainty(text: string, own: ReturnType<BuiltInEmbedder['embed']>): number {
    return certaintyOf(this.#signals(text, own), this.manifest.certainty);
  }

  /** How much speaks for each of some articles, in their order; comparable within one text only. */
  scoresOf(text: string, articles: readonly string[]): number[] {
    const { logits } = this.embedder.embed(text);
    return articles.map((slug) => logits[this.manifest.articles.indexOf(slug)] ?? -Infinity);
  }

  /** What the certainty of a text is judged by. */
  signals(text: string): Signals {
    return this.#signals(text, this.embedder.embed(text));
  }

  #signals(text: string, { sparse, logits }: ReturnType<BuiltInEmbedder['embed']>): Signals {
    const best = [...logits.keys()].sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0)).slice(0, LIKELY_ARTICLES);
    let likeness = 0;
    // The best one last, because what is found for it is wanted again.
    for (const article of best.reverse())
      for (const passage of this.#likenesses(sparse, this.manifest.articles[article] ?? ''))
        likeness = Math.max(likeness, passage.likeness);
    const { length } = tokenise(text, this.glossary);
    return { score: logSumExp(logits), known: sparse.known, likeness, length };
  }

  /** What speaks for each section of an article as the one that a question asks for. */
  sectionEvidence(text: string, article: string): SectionEvidence {
    const sparse = this.embedder.sparse(text);
    const probabilities = this.#sections.probabilities(sparse);
    return {
      likely: new Map(this.manifest.sections.map((name, index) => [name, probabilities[index] ?? 0])),
      own: this.#locals.get(article)?.probabilities(sparse) ?? new Map(),
      votes: this.#votes(sparse, article),
      ...this.cues(text),
    };
  }

  /**
   * The sections that a phrase of a text names. In a long message the story comes first and the question at the end: there the sentence
   * that asks decides, if it names one.
   */
  cues(text: string): { readonly cued: ReadonlySet<SectionName>; readonly asked: boolean } {
    const asking = askingSentence(text);
    const cued = this.#named(asking ?? text);
    if (asking === undefined || cued.size === 0)
      return { cued: asking === undefined ? cued : this.#named(text), asked: false };
    return { cued, asked: true };
  }

  #named(text: string): Set<SectionName> {
    const said = ` ${tokenise(text, this.glossary).join(' ')} `;
    return new Set(
      this.#cues.filter(({ phrases }) => phrases.some((phrase) => said.includes(phrase))).map(({ name }) => name),
    );
  }

  #votes(sparse: SparseVector, article: string): Map<SectionName, number> {
    const votes = new Map<SectionName, number>();
    for (const { section, weight, likeness } of this.#likenesses(sparse, article)) {
      votes.set(section, (votes.get(section) ?? 0) + weight * likeness ** VOTE_POWER);
    }
    return votes;
  }

  /** The cosine of a text and each passage of an article. The last result is kept: certainty and sections ask for the same. */
  #likenesses(sparse: SparseVector, article: string): readonly PassageLikeness[] {
    if (this.#lastLikenesses?.sparse === sparse && this.#lastLikenesses.article === article)
      return this.#lastLikenesses.found;
    // The question as a dense vector over the vocabulary, filled for this loop and emptied after it.
    const question = this.#question;
    sparse.indices.forEach((feature, k) => (question[feature] = sparse.values[k] ?? 0));
    const offsets = this.arrays['passage-offsets'];
    const features = this.arrays['passage-features'];
    const values = this.arrays['passage-values'];
    const found = (this.#passages.get(article) ?? []).map(({ passage, section, weight }) => {
      let likeness = 0;
      const end = offsets[passage + 1] as number;
      for (let k = offsets[passage] as number; k < end; k++)
        likeness += (question[features[k] as number] as number) * (values[k] as number);
      return { section, weight, likeness };
    });
    for (const feature of sparse.indices) question[feature] = 0;
    this.#lastLikenesses = { sparse, article, found };
    return found;
  }
}

function logSumExp(logits: Float32Array): number {
  let most = -Infinity;
  for (const logit of logits) if (logit > most) most = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - most);
  return most + Math.log(sum);
}

function unit(vector: readonly number[]): number[] {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / norm);
}

/** The last sentence that asks, or the last one; undefined when the text is one sentence. */
function askingSentence(text: string): string | undefined {
  const sentences = (text.match(/[^.?!\n]+[.?!]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
  if (sentences.length < 2) return undefined;
  return sentences.findLast((sentence) => sentence.endsWith('?')) ?? sentences.at(-1);
}

/** Each article's own model of its sections, cut out of the arrays that hold all of them. */
function localModels({ articles, locals }: IndexManifest, arrays: IndexArrays): Map<string, ArticleSections> {
  let feature = 0;
  let weight = 0;
  let row = 0;
  let bias = 0;
  return new Map(
    locals.map(({ sections, features }, article) => {
      const data = {
        sections,
        features: arrays['local-features'].subarray(feature, (feature += features)),
        weights: {
          bytes: arrays['local-weights'].subarray(weight, (weight += features * sections.length)),
          scales: arrays['local-scales'].subarray(row, (row += features)),
        },
        bias: arrays['local-bias'].subarray(bias, (bias += sections.length)),
      };
      return [articles[article] ?? '', new ArticleSections(data)];
    }),
  );
}
