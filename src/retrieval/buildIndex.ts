import { join } from 'node:path';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { AppError } from '../errors.js';
import { SECTION_NAMES, LANGUAGES, type KnowledgeBase, type Section } from '../knowledge/types.js';
import { fitCertainty, NO_DOUBT } from './certainty.js';
import { toByteMatrix } from './byteMatrix.js';
import { Classifier } from './classifier.js';
import { ArticleSections, type Passage } from './articleSections.js';
import { BuiltInEmbedder } from './builtInEmbedder.js';
import {
  INDEX_FORMAT,
  createBuildDirectory,
  indexName,
  publishIndex,
  readIndexFiles,
  removeOldIndexes,
  writeIndexFiles,
  type IndexArrays,
  type IndexExample,
  type IndexManifest,
  type IndexPassage,
} from './indexFiles.js';
import { IntentModel } from './intentModel.js';
import { LanguageModel } from './languageModel.js';
import { tokenise } from './normalise.js';
import { RetrievalIndex } from './retrievalIndex.js';
import { seededRandom } from './random.js';
import { Softmax, type Sample } from './softmax.js';
import { Tfidf, type SparseVector } from './tfidf.js';
import { saveGraph } from './vectors.js';

const FIT = { dropout: 0.3, rate: 1 };
/** Passes over the examples: many texts need fewer of them (of 17,500, 8 find as much as 20). */
const EPOCHS = { least: 8, most: 20, texts: 150_000 };
/** In the model of articles a title or an example question counts whole, a section's own text half. */
const TEXT_WEIGHT = 0.5;
/** Of an article that only refers elsewhere: to send somebody elsewhere who is right here is the worse mistake. */
const REFERRAL_WEIGHT = 0.6;
/** In the model of sections: a section's own text, and a question that is tied to none and so speaks a little for `summary`. */
const SECTION_TEXT_WEIGHT = 0.5;
const GENERAL_WEIGHT = 0.1;
/** The vote of a question that is tied to no section, for `summary`. */
const GENERAL_VOTE = 0.4;

export interface FittedIndex {
  readonly manifest: Omit<IndexManifest, 'checksums'>;
  readonly arrays: IndexArrays;
  readonly vectors: number[][];
}

export interface FitInput {
  readonly knowledge: KnowledgeBase;
  readonly external: { readonly name: string; readonly embeddings: EmbeddingsInterface } | undefined;
  readonly builtAt: string;
}

/** Fits the vocabulary, both models, the example vectors and the threshold; touches no file. */
export async function fitIndex({ knowledge, external, builtAt }: FitInput): Promise<FittedIndex> {
  const { glossary, calibration } = knowledge;
  const articles = [...knowledge.articles.values()];
  const texts: {
    tokens: string[];
    text: string;
    article: number;
    section: number | undefined;
    weight: number;
    example: boolean;
  }[] = [];
  articles.forEach((article, index) => {
    const add = (text: string, section: string | undefined, weight: number, example: boolean): void => {
      const position = section === undefined ? -1 : SECTION_NAMES.indexOf(section as (typeof SECTION_NAMES)[number]);
      texts.push({
        tokens: tokenise(text, glossary),
        text,
        article: index,
        section: position < 0 ? undefined : position,
        weight,
        example,
      });
    };
    for (const language of LANGUAGES) {
      const text = article.text[language];
      add(text.title, undefined, 1, true);
      add(text.ask, undefined, 1, true);
      for (const section of text.sections.values()) add(plainText(section), section.name, TEXT_WEIGHT, false);
    }
    for (const question of article.questions)
      add(question.text, question.section, article.refersTo ? REFERRAL_WEIGHT : 1, true);
  });

  const tfidf = Tfidf.fit(
    texts.map(({ tokens }) => tokens),
    glossary.concepts,
  );
  const sparse = texts.map(({ tokens }) => tfidf.vector(tokens));
  const summary = SECTION_NAMES.indexOf('summary');
  const articleSamples: Sample[] = [];
  const sectionSamples: Sample[] = [];
  texts.forEach(({ article, section, weight, example }, index) => {
    const vector = sparse[index];
    if (!vector) return;
    articleSamples.push({ vector, label: article, weight });
    const sectionWeight = !example ? SECTION_TEXT_WEIGHT : section === undefined ? GENERAL_WEIGHT : 1;
    sectionSamples.push({ vector, label: section ?? summary, weight: sectionWeight });
  });
  const features = tfidf.size;
  const articleModel = await Softmax.fit(articleSamples, {
    ...FIT,
    epochs: epochsFor(texts.length),
    classes: articles.length,
    features,
    random: seededRandom(1),
  });
  const sectionModel = await Softmax.fit(sectionSamples, {
    ...FIT,
    epochs: epochsFor(texts.length),
    classes: SECTION_NAMES.length,
    features,
    random: seededRandom(2),
  });

  const language = await LanguageModel.fit(
    articles.flatMap((article) => [
      ...article.questions.map(({ text, language }) => ({ text, language })),
      ...LANGUAGES.flatMap((language) =>
        [...article.text[language].sections.values()].map((section) => ({ text: plainText(section), language })),
      ),
    ]),
    seededRandom(3),
  );

  const intents = await IntentModel.fit(knowledge, seededRandom(4));
  const intentWeights = toByteMatrix(intents?.model.data.weights ?? new Float32Array(0), intents?.classes.length ?? 0);
  const articleWeights = toByteMatrix(articleModel.data.weights, articles.length);
  const sectionWeights = toByteMatrix(sectionModel.data.weights, SECTION_NAMES.length);
  const languageWeights = toByteMatrix(language.model.data.weights, LANGUAGES.length);
  const embedder = new BuiltInEmbedder(tfidf, new Classifier(articleWeights, articleModel.data.bias), glossary);
  const examples = texts.filter(({ example }) => example);
  const vectors = external
    ? await external.embeddings.embedDocuments(examples.map(({ text }) => text)).catch((error: unknown) => {
        throw new AppError('EMBEDDINGS_UNREACHABLE', external.name, error);
      })
    : texts.flatMap(({ example }, index) =>
        example ? [embedder.embedSparse(sparse[index] as SparseVector).vector] : [],
      );
  const dimensions = vectors[0]?.length ?? 0;
  const locals: ArticleSections[] = [];
  const passagesOf: Passage[][] = articles.map(() => []);
  texts.forEach(({ article, section, example }, index) =>
    passagesOf[article]?.push({
      vector: sparse[index] as SparseVector,
      section: SECTION_NAMES[section ?? summary] ?? 'summary',
      weight: section === undefined && example ? GENERAL_WEIGHT : 1,
    }),
  );
  for (const [article, own] of passagesOf.entries())
    locals.push(await ArticleSections.fit(own, seededRandom(100 + article)));
  const known = articles[0];
  const passages = texts.map(({ section }, index) => ({
    index,
    section,
    weight: section === undefined ? GENERAL_VOTE : 1,
  }));
  const sparsePassages = passages.map(({ index }) => sparse[index] as SparseVector);
  const manifest: FittedIndex['manifest'] = {
    format: INDEX_FORMAT,
    knowledgeHash: knowledge.hash,
    embedder: external?.name ?? 'built-in',
    builtAt,
    articles: articles.map(({ slug }) => slug),
    sections: SECTION_NAMES,
    examples: examples.map(({ article, section }): IndexExample => ({
      article,
      section: section === undefined ? null : (SECTION_NAMES[section] ?? null),
    })),
    passages: passages.map(({ index, weight, section }): IndexPassage => ({
      article: texts[index]?.article ?? 0,
      section: SECTION_NAMES[section ?? summary] ?? 'summary',
      weight,
    })),
    locals: locals.map(({ data }) => ({ sections: data.sections, features: data.features.length })),
    vocabulary: tfidf.data.vocabulary,
    documents: tfidf.data.documents,
    languageVocabulary: language.tfidf.data.vocabulary,
    intents: intents?.classes ?? [],
    intentVocabulary: intents?.tfidf.data.vocabulary ?? [],
    intentDocuments: intents?.tfidf.data.documents ?? 0,
    externalDimensions: external ? dimensions : 0,
    hasGraph: false,
    certainty: NO_DOUBT,
    knownQuery: { text: known?.text.id.title ?? '', article: known?.slug ?? '' },
  };
  const arrays: IndexArrays = {
    idf: tfidf.data.idf,
    'article-weights': articleWeights.bytes,
    'article-scales': articleWeights.scales,
    'article-bias': articleModel.data.bias,
    'section-weights': sectionWeights.bytes,
    'section-scales': sectionWeights.scales,
    'section-bias': sectionModel.data.bias,
    'passage-offsets': offsetsOf(sparsePassages),
    'passage-features': joined(
      Float32Array,
      sparsePassages.map(({ indices }) => Float32Array.from(indices)),
    ),
    'passage-values': joined(
      Float32Array,
      sparsePassages.map(({ values }) => values),
    ),
    'local-features': joined(
      Float32Array,
      locals.map(({ data }) => data.features),
    ),
    'local-weights': joined(
      Int8Array,
      locals.map(({ data }) => data.weights.bytes),
    ),
    'local-scales': joined(
      Float32Array,
      locals.map(({ data }) => data.weights.scales),
    ),
    'local-bias': joined(
      Float32Array,
      locals.map(({ data }) => data.bias),
    ),
    'language-idf': language.tfidf.data.idf,
    'language-weights': languageWeights.bytes,
    'language-scales': languageWeights.scales,
    'language-bias': language.model.data.bias,
    'intent-idf': intents?.tfidf.data.idf ?? new Float32Array(0),
    'intent-weights': intentWeights.bytes,
    'intent-scales': intentWeights.scales,
    'intent-bias': intents?.model.data.bias ?? new Float32Array(0),
    vectors: joined(
      Float32Array,
      vectors.map((vector) => Float32Array.from(external ? normalised(vector) : vector)),
    ),
  };
  const draft = new RetrievalIndex({ ...manifest, checksums: {} }, arrays, glossary);
  const certainty = fitCertainty(
    calibration.inScope.map((text) => draft.signals(text)),
    calibration.outOfScope.map((text) => draft.signals(text)),
  );
  return { manifest: { ...manifest, certainty }, arrays, vectors: external ? vectors.map(normalised) : vectors };
}

/**
 * Builds the index into a new directory, checks it with a known question and publishes it.
 * @param root the folder of all indexes; @param unique tells this build apart from one that runs beside it
 * @returns the directory
 * @throws AppError INDEX_DAMAGED when the finished index does not find what it must; EMBEDDINGS_UNREACHABLE
 */
export async function buildIndex(root: string, input: FitInput, unique: string): Promise<string> {
  const fitted = await fitIndex(input);
  const name = indexName(input.knowledge.hash, fitted.manifest.embedder);
  const directory = await createBuildDirectory(root, name, unique);
  const embeddings =
    input.external?.embeddings ??
    new RetrievalIndex({ ...fitted.manifest, checksums: {} }, fitted.arrays, input.knowledge.glossary).embedder;
  const hasGraph = await saveGraph(join(directory, 'graph'), fitted.vectors, embeddings);
  await writeIndexFiles(directory, { ...fitted.manifest, hasGraph }, fitted.arrays);
  const { manifest, arrays } = await readIndexFiles(directory);
  await checkKnownQuery(new RetrievalIndex(manifest, arrays, input.knowledge.glossary, input.external?.embeddings));
  const published = await publishIndex(root, directory, name);
  await removeOldIndexes(root, Date.parse(input.builtAt));
  return published;
}

/** @throws AppError INDEX_DAMAGED when the index does not find the article of its known question */
export async function checkKnownQuery(index: RetrievalIndex): Promise<void> {
  const { text, article } = index.manifest.knownQuery;
  const found = (await index.search(text)).candidates[0]?.article;
  if (found !== article)
    throw new AppError('INDEX_DAMAGED', `the known question found ${found ?? 'nothing'} instead of ${article}`);
}

function epochsFor(texts: number): number {
  return Math.min(EPOCHS.most, Math.max(EPOCHS.least, Math.round(EPOCHS.texts / texts)));
}

function joined<T extends Float32Array | Int8Array>(kind: new (length: number) => T, arrays: readonly T[]): T {
  const all = new kind(arrays.reduce((length, array) => length + array.length, 0));
  let offset = 0;
  for (const array of arrays) {
    all.set(array, offset);
    offset += array.length;
  }
  return all;
}

/** Where each vector begins in the arrays of all, and at last where they end. */
function offsetsOf(vectors: readonly SparseVector[]): Float32Array {
  const offsets = new Float32Array(vectors.length + 1);
  vectors.forEach(({ indices }, index) => (offsets[index + 1] = (offsets[index] ?? 0) + indices.length));
  return offsets;
}

function plainText(section: Section): string {
  const words = section.blocks.flatMap((block) =>
    block.pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')),
  );
  return `${section.heading} ${words.join(' ')}`;
}

function normalised(vector: number[]): number[] {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / norm);
}
