import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openAskSession } from '../src/cli/askSession.js';
import { runCommand } from '../src/cli/runCommand.js';
import { loadConfig } from '../src/config.js';
import { AppError } from '../src/errors.js';
import { loadUsableKnowledge } from '../src/knowledge/loadKnowledge.js';
import { generate } from './generate.js';
import { score, summarise, type Score, type Share, type Summary } from './score.js';
import { evalQuestion, type EvalAnswer, type EvalQuestion } from './types.js';

/** Sets whose items are never shown: who tunes looks at the others. */
const CLOSED = new Set(['final', 'unseen', 'wide']);
const FOLDER = resolve('evals');

interface Gates {
  readonly article: number;
  readonly section: number;
  readonly outOfScope: number;
  readonly wrongFigures: number;
}

/** `npm run evals [-- --set NAME]`: asks, scores, writes a report and compares with the gates. Exit 1 where one is missed. */
export async function evals(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { set: { type: 'string' } } });
  const names = values.set ? [values.set] : await setNames();
  const gates = JSON.parse(await readFile(join(FOLDER, 'baseline.json'), 'utf8')) as Record<string, Gates>;
  const config = loadConfig();
  const knowledge = await loadUsableKnowledge(config.knowledgeBaseDir);
  const isFigure = (id: string): boolean =>
    !['statement', 'text', 'url', 'email', 'phone'].includes(knowledge.facts.get(id)?.[0]?.unit ?? 'statement');
  const session = await openAskSession(config);
  let missed = 0;
  try {
    for (const name of names) {
      const questions = await readSet(name);
      const answers = await generate(session, questions);
      const scores = questions.map((question, index) => score(question, answers[index] as EvalAnswer, isFigure));
      await writeReport(name, questions, answers, scores);
      for (const language of ['id', 'en', 'all'] as const) {
        const part = scores.filter((_, index) => language === 'all' || questions[index]?.lang === language);
        const summary = summarise(part);
        process.stdout.write(`${line(`${name}/${language}`, summary)}\n`);
        const gate = gates[name];
        if (gate && language === 'all') missed += reportMissed(name, summary, gate);
      }
      const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
      process.stdout.write(`${name}: a question takes ${at(times, 0.5)} ms p50, ${at(times, 0.99)} ms p99\n`);
      if (!CLOSED.has(name)) for (const item of failures(questions, answers, scores)) process.stdout.write(`${item}\n`);
    }
  } finally {
    await session.close();
  }
  return missed > 0 ? 1 : 0;
}

async function setNames(): Promise<string[]> {
  return (await readdir(join(FOLDER, 'sets')))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.replace('.jsonl', ''))
    .sort();
}

async function readSet(name: string): Promise<EvalQuestion[]> {
  const text = await readFile(join(FOLDER, 'sets', `${name}.jsonl`), 'utf8').catch((error: unknown) => {
    throw new AppError('BODY_INVALID', `there is no set ${name}`, error);
  });
  return text
    .split('\n')
    .filter(Boolean)
    .map((row) => evalQuestion.parse(JSON.parse(row)));
}

/** Answers and scores of a run, for reading again and for scoring anew. A closed set keeps its totals only. */
async function writeReport(
  name: string,
  questions: EvalQuestion[],
  answers: EvalAnswer[],
  scores: Score[],
): Promise<void> {
  const folder = join(FOLDER, 'reports');
  await mkdir(folder, { recursive: true });
  const items = CLOSED.has(name)
    ? undefined
    : questions.map((question, index) => ({ question, answer: answers[index], score: scores[index] }));
  await writeFile(join(folder, `${name}.json`), JSON.stringify({ summary: summarise(scores), items }, null, 1));
}

function line(name: string, summary: Summary): string {
  const show = ({ hits, of, interval: [low, high] }: Share): string =>
    of === 0
      ? '–'
      : `${((100 * hits) / of).toFixed(1)} % (${hits}/${of}, ${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
  return [
    name.padEnd(10),
    `article ${show(summary.article)}`,
    `section ${show(summary.section)}`,
    `out of scope ${show(summary.outOfScope)}`,
    `turned away ${show(summary.needlessAbstention)}`,
    `facts ${show(summary.mustFacts)}`,
    `language ${show(summary.language)}`,
    `wrong figures ${summary.wrongFigures}`,
  ].join('  ');
}

function reportMissed(name: string, summary: Summary, gate: Gates): number {
  let missed = 0;
  for (const part of ['article', 'section', 'outOfScope'] as const) {
    const { hits, of } = summary[part];
    if (of > 0 && hits / of < gate[part]) {
      missed++;
      process.stdout.write(
        `GATE MISSED ${name}: ${part} ${((100 * hits) / of).toFixed(1)} %, at least ${100 * gate[part]} % is wanted\n`,
      );
    }
  }
  if (summary.wrongFigures > gate.wrongFigures) {
    missed++;
    process.stdout.write(
      `GATE MISSED ${name}: ${summary.wrongFigures} wrong figures, at most ${gate.wrongFigures} are allowed\n`,
    );
  }
  return missed;
}

function failures(questions: EvalQuestion[], answers: EvalAnswer[], scores: Score[]): string[] {
  return questions.flatMap((question, index) => {
    const answer = answers[index];
    const judged = scores[index];
    if (!answer || !judged) return [];
    const wrong = [
      judged.article === false && `article ${answer.article ?? '–'} instead of ${question.articles.join('|')}`,
      judged.section === false && `section ${answer.sections.join('+')} instead of ${question.sections.join('|')}`,
      judged.outOfScope === false && `answered from ${answer.article ?? '–'}`,
      judged.wrongFigure && 'WRONG FIGURE',
      !judged.language && `language ${answer.language}`,
    ].filter(Boolean);
    return wrong.length > 0
      ? [`  ${question.id} [${question.lang}] ${question.text.slice(0, 100)} → ${answer.outcome}: ${wrong.join('; ')}`]
      : [];
  });
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

await runCommand(() => evals(process.argv.slice(2)));
