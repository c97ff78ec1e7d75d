import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../src/errors.js';
import { fingerprint } from './generate.js';
import { evalAnswer, type EvalAnswer, type GivenQuestion } from './types.js';

const heading = z.object({
  set: z.string(),
  /** The knowledge base that was asked, by its hash. */
  knowledge: z.string(),
  /** When, as an ISO time. */
  at: z.string(),
});
export type AnswersHeading = z.infer<typeof heading>;

export interface KeptAnswers {
  readonly heading: AnswersHeading;
  /** In the order of the questions. */
  readonly answers: readonly EvalAnswer[];
}

/** Keeps the answers to a set as `<set>.answers.jsonl`, with a first line that says what was asked and when. */
export async function keepAnswers(folder: string, { heading: first, answers }: KeptAnswers): Promise<void> {
  await mkdir(folder, { recursive: true });
  const lines = [first, ...answers].map((line) => JSON.stringify(line));
  await writeFile(join(folder, `${first.set}.answers.jsonl`), `${lines.join('\n')}\n`);
}

/**
 * @returns undefined where none are kept
 * @throws AppError BODY_INVALID where they are not those to these questions
 */
export async function readAnswers(
  folder: string,
  set: string,
  questions: readonly GivenQuestion[],
): Promise<KeptAnswers | undefined> {
  const text = await readFile(join(folder, `${set}.answers.jsonl`), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [first = '', ...rows] = text.split('\n').filter(Boolean);
  const kept = new Map(rows.map((row) => evalAnswer.parse(JSON.parse(row))).map((answer) => [answer.id, answer]));
  const answers = questions.map((question) => {
    const answer = kept.get(question.id);
    if (answer?.asked !== fingerprint(question)) {
      throw new AppError(
        'BODY_INVALID',
        `the answers kept for the set ${set} are not those to its questions of today; ask again: npm run evals -- --set ${set}`,
      );
    }
    return answer;
  });
  return { heading: heading.parse(JSON.parse(first)), answers };
}
