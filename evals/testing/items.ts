import type { ScoredSet } from '../report.js';
import { score } from '../score.js';
import { evalQuestion, expectedOutcomes, type EvalAnswer, type EvalQuestion, type GivenQuestion } from '../types.js';

/** A question about the fee of a passport, changed. */
export function question(changes: Partial<EvalQuestion> = {}): GivenQuestion {
  const whole = evalQuestion.parse({
    id: 'q1',
    lang: 'id',
    text: 'berapa biaya paspor sepuluh tahun',
    kind: 'answerable',
    articles: ['passport-fees', 'passport-new-adult'],
    sections: ['fee', 'summary'],
    must_facts: ['fee.10y'],
    must_not_facts: ['fee.same-day'],
    ...changes,
  });
  return { ...whole, topic: whole.topic ?? 'passport', outcomes: whole.outcomes ?? expectedOutcomes[whole.kind] };
}

/** Its right answer, changed. */
export function answer(changes: Partial<EvalAnswer> = {}): EvalAnswer {
  return {
    id: 'q1',
    asked: '',
    outcome: 'answered',
    language: 'id',
    article: 'passport-fees',
    sections: ['fee'],
    facts: ['fee.10y'],
    printed: ['fee.10y'],
    choices: [],
    saysWords: true,
    saysForbidden: false,
    characters: 100,
    confidence: 0.95,
    certainty: 0.95,
    ms: 4,
    ...changes,
  };
}

/** Facts called `fee.…` and `time.…` are figures here. */
export const isFigure = (fact: string): boolean => /^(?:fee|time)\./.test(fact);

export function scoredSet(
  name: string,
  closed: boolean,
  items: readonly (readonly [GivenQuestion, EvalAnswer])[],
): ScoredSet {
  return {
    name,
    closed,
    heading: { set: name, knowledge: 'kb1', at: '2026-11-24T10:00:00.000Z' },
    questions: items.map(([asked]) => asked),
    answers: items.map(([, given]) => given),
    scores: items.map(([asked, given]) => score(asked, given, isFigure)),
  };
}
