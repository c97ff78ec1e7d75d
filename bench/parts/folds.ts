import { resolve } from 'node:path';
import { share } from '../../evals/statistics.js';
import { loadUsableKnowledge } from '../../src/knowledge/loadKnowledge.js';
import { LANGUAGES, type ExampleQuestion, type KnowledgeBase, type Language } from '../../src/knowledge/types.js';
import { fitIndex } from '../../src/retrieval/buildIndex.js';
import { chooseArticle } from '../../src/retrieval/chooseArticle.js';
import { chooseSections } from '../../src/retrieval/chooseSections.js';
import { seededRandom } from '../../src/retrieval/random.js';
import { RetrievalIndex } from '../../src/retrieval/retrievalIndex.js';
import { dealFolds } from '../folds/deal.js';
import type { BenchOptions } from '../options.js';
import type { Table } from '../table.js';

const FOLDS = 5;
const SEED = 77;

interface Held {
  readonly question: ExampleQuestion;
  readonly article: string;
}

interface Judged {
  readonly language: Language;
  readonly first: boolean;
  readonly amongThree: boolean;
  /** Undefined where the question is tied to no section, or the article is wrong. */
  readonly section: boolean | undefined;
}

/** Out of fold: a fifth of each article's example questions is held out, the index is built without them, and they are asked. */
export async function folds({ fold }: BenchOptions): Promise<Table> {
  const knowledge = await loadUsableKnowledge(resolve('knowledge-base'));
  const { kept, held } = holdOut(knowledge, fold);
  const started = performance.now();
  const fitted = await fitIndex({ knowledge: kept, external: undefined, builtAt: new Date(0).toISOString() });
  const seconds = (performance.now() - started) / 1000;
  const index = new RetrievalIndex({ ...fitted.manifest, checksums: {} }, fitted.arrays, knowledge.glossary);
  const judged: Judged[] = [];
  for (const one of held) judged.push(await judge(one, index, knowledge));
  return {
    title: `folds: fold ${fold} of ${FOLDS} of the example questions held out, the index built without them`,
    columns: ['', 'questions', 'right article', 'among the first three', 'right section'],
    rows: LANGUAGES.map((language) => {
      const own = judged.filter((one) => one.language === language);
      const sections = own.flatMap(({ section }) => section ?? []);
      return [
        language,
        String(own.length),
        percent(own.map(({ first }) => first)),
        percent(own.map(({ amongThree }) => amongThree)),
        percent(sections),
      ];
    }),
    notes: [
      `near-duplicates (six words of ten in common) stay in one fold; seed ${SEED}; the fit took ${seconds.toFixed(0)} s`,
      'one article counts as right, the one under which the question stands; section: of the questions that are tied to one, the article being right',
    ],
  };
}

function holdOut(knowledge: KnowledgeBase, fold: number): { kept: KnowledgeBase; held: Held[] } {
  const random = seededRandom(SEED);
  const held: Held[] = [];
  const articles = new Map(
    [...knowledge.articles].map(([slug, article]) => {
      const folds = dealFolds(article.questions, FOLDS, knowledge.glossary, random);
      article.questions.forEach((question, index) => {
        if (folds[index] === fold) held.push({ question, article: slug });
      });
      return [slug, { ...article, questions: article.questions.filter((_, index) => folds[index] !== fold) }];
    }),
  );
  return { kept: { ...knowledge, articles }, held };
}

async function judge({ question, article }: Held, index: RetrievalIndex, knowledge: KnowledgeBase): Promise<Judged> {
  const { candidates } = await index.search(question.text);
  const sectionsOf = new Map(
    [...knowledge.articles.values()].map(({ slug, text }) => [slug, new Set(text.id.sections.keys())]),
  );
  const first = chooseArticle(candidates, index.cues(question.text).cued, sectionsOf)?.article === article;
  const available = [...(sectionsOf.get(article) ?? [])];
  const [section] = chooseSections(index.sectionEvidence(question.text, article), available);
  return {
    language: question.language,
    first,
    amongThree: candidates.slice(0, 3).some((candidate) => candidate.article === article),
    section: first && question.section ? section === question.section : undefined,
  };
}

function percent(hits: readonly boolean[]): string {
  const { hits: right, of, interval } = share(hits.filter(Boolean).length, hits.length);
  const show = (part: number): string => (100 * part).toFixed(1);
  return of === 0 ? '–' : `${show(right / of)} % (${show(interval[0])}–${show(interval[1])})`;
}
