import { createHash } from 'node:crypto';
import type { Asked, AskSession } from '../src/cli/askSession.js';
import type { EvalAnswer, EvalReply, GivenQuestion } from './types.js';
import { says } from './words.js';

export type FiguresOf = (fact: string, language: string) => readonly string[];

/**
 * Asks every question of a set, each as a person who has asked only its history before. Whoever is asked back says `then.text`.
 * @param figuresOf how a fact's figure may stand in a reply; empty for one that is no figure
 * @param keepTexts whether the answers hold what was said; those of a closed set must not, so what scoring wants to know of the words is found out here
 */
export async function generate(
  session: Pick<AskSession, 'ask'>,
  questions: readonly GivenQuestion[],
  figuresOf: FiguresOf,
  keepTexts: boolean,
): Promise<EvalAnswer[]> {
  const answers: EvalAnswer[] = [];
  for (const question of questions) {
    const asked = await session.ask(question.text, question.history);
    const more = question.then && asked.result.outcome === 'clarify' ? await asked.next(question.then.text) : undefined;
    answers.push({
      id: question.id,
      asked: fingerprint(question),
      ...replyOf(asked, figuresOf, keepTexts),
      choices: asked.result.offered.map(({ article, section, label }) =>
        keepTexts ? { article, section, label } : { article, section },
      ),
      saysWords: question.must_words.every((word) => says(asked.text, word)),
      saysForbidden: question.must_not_words.some((word) => says(asked.text, word)),
      characters: asked.text.length,
      confidence: asked.result.confidence,
      certainty: asked.result.certainty,
      ms: asked.milliseconds,
      ...(more && { then: replyOf(more, figuresOf, keepTexts) }),
    });
  }
  return answers;
}

/** Of all that was sent, or looked for in the reply's words: another one means that the question has to be asked again. */
export function fingerprint(question: GivenQuestion): string {
  const { text, history, then, must_words, must_not_words } = question;
  return createHash('sha256')
    .update(JSON.stringify([text, history, then?.text, must_words, must_not_words]))
    .digest('hex')
    .slice(0, 16);
}

function replyOf({ result, text }: Asked, figuresOf: FiguresOf, keepTexts: boolean): EvalReply {
  const { outcome, language, article, sections, facts } = result;
  return {
    outcome,
    language,
    article,
    sections: [...sections],
    facts: [...facts],
    printed: facts.filter((fact) => figuresOf(fact, language).some((figure) => says(text, figure))),
    ...(keepTexts && { text }),
  };
}
