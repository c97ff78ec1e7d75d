import type { EvalAnswer, EvalQuestion } from './types.js';

/** What one answer is worth; a part that does not apply is undefined. */
export interface Score {
  readonly id: string;
  /** Answered from an article that the question names. */
  readonly article: boolean | undefined;
  /** The first section returned is one that the question names; judged where the article is right. */
  readonly section: boolean | undefined;
  /** An out-of-scope question that got no answer of ours: referred, declined, or small talk. */
  readonly outOfScope: boolean | undefined;
  /** States a figure of another case, or a figure without the one that was asked for. */
  readonly wrongFigure: boolean;
  /** The figures asked for are stated. */
  readonly mustFacts: boolean | undefined;
  readonly language: boolean;
  /** An answerable question that was turned away. */
  readonly needlessAbstention: boolean | undefined;
}

/** @param isFigure whether a fact prints an amount or a time */
export function score(question: EvalQuestion, answer: EvalAnswer, isFigure: (fact: string) => boolean): Score {
  const answerable = question.kind === 'answerable';
  const right = answer.article !== undefined && question.articles.includes(answer.article);
  const stated = new Set(answer.facts);
  const must = question.must_facts;
  const statesOther = question.must_not_facts.some((fact) => stated.has(fact));
  const alternative = question.or_facts.some((fact) => stated.has(fact));
  const missesAll =
    must.length > 0 &&
    answer.outcome === 'answered' &&
    !alternative &&
    !must.some((fact) => stated.has(fact)) &&
    answer.facts.some(isFigure);
  return {
    id: question.id,
    article: answerable ? answer.outcome === 'answered' && right : undefined,
    section: answerable && right ? question.sections.some((name) => name === answer.sections[0]) : undefined,
    outOfScope: answerable ? undefined : answer.outcome !== 'answered' && answer.outcome !== 'failed',
    wrongFigure: answer.outcome === 'answered' && (statesOther || missesAll),
    mustFacts: must.length > 0 ? alternative || must.every((fact) => stated.has(fact)) : undefined,
    language: answer.language === question.lang,
    needlessAbstention: answerable ? answer.outcome !== 'answered' : undefined,
  };
}

export interface Share {
  readonly hits: number;
  readonly of: number;
  /** Wilson's 95 % interval, 0 to 1. */
  readonly interval: readonly [low: number, high: number];
}

export interface Summary {
  readonly article: Share;
  readonly section: Share;
  readonly outOfScope: Share;
  readonly needlessAbstention: Share;
  readonly mustFacts: Share;
  readonly language: Share;
  readonly wrongFigures: number;
  readonly questions: number;
}

export function summarise(scores: readonly Score[]): Summary {
  const of = (part: (score: Score) => boolean | undefined): Share => {
    const judged = scores.map(part).filter((value) => value !== undefined);
    return share(judged.filter(Boolean).length, judged.length);
  };
  return {
    article: of((s) => s.article),
    section: of((s) => s.section),
    outOfScope: of((s) => s.outOfScope),
    needlessAbstention: of((s) => s.needlessAbstention),
    mustFacts: of((s) => s.mustFacts),
    language: of((s) => s.language),
    wrongFigures: scores.filter((s) => s.wrongFigure).length,
    questions: scores.length,
  };
}

/** Wilson's score interval (Wilson 1927) at 95 %. */
export function share(hits: number, of: number): Share {
  if (of === 0) return { hits, of, interval: [0, 1] };
  const z = 1.96;
  const p = hits / of;
  const scale = 1 + (z * z) / of;
  const centre = (p + (z * z) / (2 * of)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / scale;
  return { hits, of, interval: [Math.max(0, centre - half), Math.min(1, centre + half)] };
}
