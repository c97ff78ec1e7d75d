import type { KeptAnswers } from './answers.js';
import type { Score } from './score.js';
import { mcNemar, mean, quantile, reliability, shareOf, type Reliability, type Share } from './statistics.js';
import { summarise, type Summary } from './summary.js';
import { KINDS, TOPICS, type EvalAnswer, type EvalQuestion, type GivenQuestion, type Kind } from './types.js';

/** A set that was asked and scored. Questions, answers and scores stand in the same order. */
export interface ScoredSet {
  readonly name: string;
  /** Its items are never shown. */
  readonly closed: boolean;
  readonly heading: KeptAnswers['heading'];
  readonly questions: readonly GivenQuestion[];
  readonly answers: readonly EvalAnswer[];
  readonly scores: readonly Score[];
}

export interface KindReport {
  readonly kind: Kind | 'all';
  readonly summary: Summary;
  /** Fully right, by language of the answer. */
  readonly byLanguage: Readonly<Record<EvalQuestion['lang'], Share>>;
}

export interface SetReport {
  readonly name: string;
  readonly closed: boolean;
  /** When it was asked, as an ISO time, and of which knowledge base, by its hash. */
  readonly at: string;
  readonly knowledge: string;
  /** The whole set first, then each of its kinds. */
  readonly kinds: readonly KindReport[];
  /** The two languages of its pairs; absent where it has none. */
  readonly pairs: PairReport | undefined;
  readonly said: Said;
  /** Milliseconds of a question. */
  readonly latency: { readonly p50: number; readonly p99: number };
}

/** Fully right by kind and by one property of the question, over several sets. */
export interface Breakdown {
  readonly sets: 'open' | 'closed';
  readonly by: 'language' | 'register' | 'topic';
  readonly values: readonly string[];
  readonly rows: readonly { readonly kind: Kind; readonly shares: readonly Share[] }[];
}

/** Pairs of the same question in two languages. */
export interface PairReport {
  readonly bothRight: number;
  readonly onlyIndonesian: number;
  readonly onlyEnglish: number;
  readonly neither: number;
  /** Exact McNemar test, two-sided. */
  readonly p: number;
}

/** How much was said, of what was answered to questions that have an answer. */
export interface Said {
  readonly answers: number;
  readonly characters: number;
  readonly sections: number;
  readonly twoSections: Share;
  /** Two sections, the second of which the question does not ask for. */
  readonly unasked: Share;
}

export interface Calibration {
  /** How likely a question can be answered: does an article fit it, a referral included? Of all that were looked up and are not meant to be unclear or evil. */
  readonly certainty: Reliability;
  /** The score of the article that was answered from: is it a right one? Of all that were answered, beside the same. */
  readonly confidence: Reliability;
}

export interface Confusion {
  readonly wanted: string;
  readonly answered: string;
  readonly times: number;
}

/** One question of an open set that was not answered fully right, to read. */
export interface Failure {
  readonly set: string;
  readonly question: GivenQuestion;
  readonly answer: EvalAnswer;
  readonly faults: Score['faults'];
  readonly wrongFigure: boolean;
}

export interface Report {
  readonly sets: readonly SetReport[];
  readonly breakdowns: readonly Breakdown[];
  readonly calibration: Calibration;
  /** Of open sets only, the most frequent first. */
  readonly confusions: readonly Confusion[];
  readonly latency: SetReport['latency'];
  /** Of open sets only. */
  readonly failures: readonly Failure[];
}

interface Item {
  readonly question: GivenQuestion;
  readonly answer: EvalAnswer;
  readonly score: Score;
}

const MOST_CONFUSIONS = 25;
/** Kinds whose questions have an answer, or certainly none. */
const CLEAR: ReadonlySet<Kind> = new Set(['answerable', 'follow-up', 'out-of-scope']);

/** Everything that is to be said about some sets. It holds texts, ids of questions and gold of open sets only. */
export function buildReport(sets: readonly ScoredSet[]): Report {
  const all = sets.flatMap(itemsOf);
  const open = sets.filter(({ closed }) => !closed);
  const closed = sets.filter((set) => set.closed);
  return {
    sets: sets.map(setReport),
    breakdowns: (['language', 'register', 'topic'] as const).flatMap((by) => [
      ...breakdown('closed', by, closed.flatMap(itemsOf)),
      ...breakdown('open', by, open.flatMap(itemsOf)),
    ]),
    calibration: calibrationOf(all.filter(({ question }) => CLEAR.has(question.kind))),
    confusions: confusionsOf(open.flatMap(itemsOf)),
    latency: latencyOf(all),
    failures: open.flatMap((set) =>
      itemsOf(set)
        .filter(({ score }) => !score.right || score.wrongFigure)
        .map(({ question, answer, score: { faults, wrongFigure } }) => ({
          set: set.name,
          question,
          answer,
          faults,
          wrongFigure,
        })),
    ),
  };
}

function itemsOf({ questions, answers, scores }: ScoredSet): Item[] {
  return questions.flatMap((question, index) => {
    const answer = answers[index];
    const score = scores[index];
    return answer && score ? [{ question, answer, score }] : [];
  });
}

function setReport(set: ScoredSet): SetReport {
  const items = itemsOf(set);
  const kinds = KINDS.filter((kind) => items.some(({ question }) => question.kind === kind));
  return {
    name: set.name,
    closed: set.closed,
    at: set.heading.at,
    knowledge: set.heading.knowledge,
    kinds: [
      kindReport('all', items),
      ...kinds.map((kind) =>
        kindReport(
          kind,
          items.filter(({ question }) => question.kind === kind),
        ),
      ),
    ],
    pairs: pairsOf(items),
    said: saidOf(items),
    latency: latencyOf(items),
  };
}

function kindReport(kind: KindReport['kind'], items: readonly Item[]): KindReport {
  const right = (lang: EvalQuestion['lang']): Share =>
    shareOf(items.filter(({ question }) => question.lang === lang).map(({ score }) => score.right));
  return {
    kind,
    summary: summarise(items.map(({ score }) => score)),
    byLanguage: { id: right('id'), en: right('en') },
  };
}

const REGISTERS = ['plain', 'chat', 'regional', 'mixed', 'formal'];
const PROPERTY: Readonly<
  Record<Breakdown['by'], { readonly values: readonly string[]; readonly of: (question: GivenQuestion) => string }>
> = {
  language: { values: ['id', 'en'], of: ({ lang }) => lang },
  register: { values: REGISTERS, of: ({ register }) => register },
  topic: { values: TOPICS, of: ({ topic }) => topic },
};

function breakdown(sets: Breakdown['sets'], by: Breakdown['by'], items: readonly Item[]): Breakdown[] {
  if (items.length === 0) return [];
  const { values: known, of } = PROPERTY[by];
  const values = [...new Set([...known, ...items.map(({ question }) => of(question))])];
  const rows = KINDS.flatMap((kind) => {
    const own = items.filter(({ question }) => question.kind === kind);
    const shares = values.map((value) =>
      shareOf(own.filter(({ question }) => of(question) === value).map(({ score }) => score.right)),
    );
    return own.length > 0 ? [{ kind, shares }] : [];
  });
  return [{ sets, by, values, rows }];
}

function pairsOf(items: readonly Item[]): PairReport | undefined {
  const pairs = new Map<string, Partial<Record<EvalQuestion['lang'], boolean>>>();
  for (const { question, score } of items) {
    if (question.pair !== undefined)
      pairs.set(question.pair, { ...pairs.get(question.pair), [question.lang]: score.right });
  }
  const whole = [...pairs.values()].filter(({ id, en }) => id !== undefined && en !== undefined);
  if (whole.length === 0) return undefined;
  const count = (id: boolean, en: boolean): number => whole.filter((pair) => pair.id === id && pair.en === en).length;
  const onlyIndonesian = count(true, false);
  const onlyEnglish = count(false, true);
  return {
    bothRight: count(true, true),
    onlyIndonesian,
    onlyEnglish,
    neither: count(false, false),
    p: mcNemar(onlyIndonesian, onlyEnglish),
  };
}

function saidOf(items: readonly Item[]): Said {
  const answered = items.filter(
    ({ question: { kind }, answer }) =>
      (kind === 'answerable' || kind === 'follow-up') && answer.outcome === 'answered',
  );
  return {
    answers: answered.length,
    characters: mean(answered.map(({ answer }) => answer.characters)),
    sections: mean(answered.map(({ answer }) => answer.sections.length)),
    twoSections: shareOf(answered.map(({ answer }) => answer.sections.length > 1)),
    unasked: shareOf(
      answered.map(({ question, answer: { sections } }) => {
        const second = sections[1];
        return second !== undefined && !question.sections.some((name) => name === second);
      }),
    ),
  };
}

function calibrationOf(items: readonly Item[]): Calibration {
  return {
    certainty: reliability(
      items.flatMap(({ question, answer: { certainty } }) =>
        certainty === undefined ? [] : [{ claimed: certainty, hit: question.articles.length > 0 }],
      ),
    ),
    confidence: reliability(
      items.flatMap(({ question, answer: { confidence, outcome, article } }) =>
        confidence === undefined || outcome !== 'answered'
          ? []
          : [{ claimed: confidence, hit: article !== undefined && question.articles.includes(article) }],
      ),
    ),
  };
}

function confusionsOf(items: readonly Item[]): Confusion[] {
  const times = new Map<string, Confusion>();
  for (const { question, answer, score } of items) {
    if (score.article !== false || answer.outcome !== 'answered') continue;
    const wanted = question.articles[0] ?? '';
    const answered = answer.article ?? '';
    const key = `${wanted} ${answered}`;
    times.set(key, { wanted, answered, times: (times.get(key)?.times ?? 0) + 1 });
  }
  return [...times.values()]
    .sort((a, b) => b.times - a.times || a.wanted.localeCompare(b.wanted))
    .slice(0, MOST_CONFUSIONS);
}

function latencyOf(items: readonly Item[]): SetReport['latency'] {
  const times = items.map(({ answer }) => answer.ms);
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}
