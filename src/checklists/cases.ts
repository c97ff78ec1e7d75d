import type { Checklist, ChecklistQuestion, Condition } from '../knowledge/checklist.js';

/** Question → choice: what was answered, or what a case is. */
export type Answers = ReadonlyMap<string, string>;

/** Whether a condition holds. A question that has no answer fulfils nothing. */
export function holds({ anyOf, noneOf }: Condition, answers: Answers): boolean {
  const fulfils = (set: (typeof anyOf)[number]): boolean =>
    [...set].every(([question, choices]) => choices.includes(answers.get(question) ?? ''));
  return (anyOf.length === 0 || anyOf.some(fulfils)) && !noneOf.some(fulfils);
}

/**
 * The answers that still count: to questions that are asked in this case, with choices that exist. What was said before a correction, or
 * under an older version of the checklist, falls away.
 */
export function relevant(checklist: Checklist, answers: Answers): Map<string, string> {
  const kept = new Map<string, string>();
  for (const { id, choices, condition } of checklist.questions) {
    const answer = answers.get(id);
    if (answer !== undefined && choices.some((choice) => choice.id === answer) && holds(condition, kept))
      kept.set(id, answer);
  }
  return kept;
}

/** The next question of a case; undefined when nothing is left to ask. `answers` are relevant ones. */
export function nextQuestion(checklist: Checklist, answers: Answers): ChecklistQuestion | undefined {
  // Earlier questions decide whether a later one is asked, so that the first open one is asked first even where later ones are known.
  const before = new Map<string, string>();
  for (const question of checklist.questions) {
    if (!holds(question.condition, before)) continue;
    const answer = answers.get(question.id);
    if (answer === undefined) return question;
    before.set(question.id, answer);
  }
  return undefined;
}

/** Every case that the questions can tell apart, as the answers that lead to it. */
export function* allCases(checklist: Checklist, answers: Answers = new Map()): Generator<Answers> {
  const question = nextQuestion(checklist, answers);
  if (!question) yield answers;
  else for (const { id } of question.choices) yield* allCases(checklist, new Map([...answers, [question.id, id]]));
}
