import type { AskSession } from '../src/cli/askSession.js';
import type { EvalAnswer, EvalQuestion } from './types.js';

/** Asks every question of a set, each as a person who has asked only its history before. */
export async function generate(session: AskSession, questions: readonly EvalQuestion[]): Promise<EvalAnswer[]> {
  const answers: EvalAnswer[] = [];
  for (const { id, text, history } of questions) {
    const { result, text: said, milliseconds } = await session.ask(text, history);
    const { outcome, language, article, sections, facts, confidence } = result;
    answers.push({ id, outcome, language, article, sections, facts, text: said, confidence, ms: milliseconds });
  }
  return answers;
}
