import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openAskSession } from '../src/cli/askSession.js';
import { runCommand } from '../src/cli/runCommand.js';
import { loadConfig } from '../src/config.js';
import { loadUsableKnowledge } from '../src/knowledge/loadKnowledge.js';
import { renderFact } from '../src/knowledge/renderFact.js';
import type { KnowledgeBase } from '../src/knowledge/types.js';
import { keepAnswers, readAnswers } from './answers.js';
import { baseline, missedGates } from './gates.js';
import { generate, type FiguresOf } from './generate.js';
import { buildReport, type Report, type ScoredSet } from './report.js';
import { reportPage } from './reportPage.js';
import { reportText } from './reportText.js';
import { score } from './score.js';
import { isClosed, readSet, setNames, unknownGold } from './sets.js';
import type { GivenQuestion } from './types.js';

const FOLDER = resolve('evals');
const SETS = join(FOLDER, 'sets');
const REPORTS = join(FOLDER, 'reports');
/** Units of facts that are no figures. */
const WORDS: ReadonlySet<string> = new Set(['statement', 'text', 'url', 'email', 'phone']);

interface ReadSet {
  readonly name: string;
  readonly questions: readonly GivenQuestion[];
}

/**
 * `npm run evals [-- --set NAME] [-- --score]`: asks the questions of all sets or of one, keeps the answers, scores them, writes reports and
 * compares with the gates. `--score` scores the kept answers and asks nothing. Exit 1 where a gate is missed.
 */
export async function evals(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { set: { type: 'string' }, score: { type: 'boolean', default: false } },
  });
  const gates = baseline.parse(JSON.parse(await readFile(join(FOLDER, 'baseline.json'), 'utf8')));
  const knowledge = await loadUsableKnowledge(loadConfig().knowledgeBaseDir);
  const names = values.set ? [values.set] : await setNames(SETS);
  const sets: ReadSet[] = [];
  for (const name of names) sets.push({ name, questions: await readSet(SETS, name, knowledge.articles) });
  if (!values.score) await ask(sets, knowledge);
  const report = buildReport(await scored(sets, knowledge));
  await write(report);
  process.stdout.write(reportText(report));
  const missed = report.sets.flatMap((set) => missedGates(set, gates[set.name] ?? { right: {} }));
  for (const line of missed) process.stdout.write(`GATE MISSED ${line}\n`);
  process.stdout.write(`\nReport: ${join(REPORTS, 'index.html')}\n`);
  return missed.length > 0 ? 1 : 0;
}

async function ask(sets: readonly ReadSet[], knowledge: KnowledgeBase): Promise<void> {
  const isFigure = figuresIn(knowledge);
  const figuresOf: FiguresOf = (id, language) =>
    isFigure(id)
      ? (knowledge.facts.get(id) ?? []).flatMap((fact) => renderFact(fact, language === 'en' ? 'en' : 'id') ?? [])
      : [];
  const session = await openAskSession(loadConfig());
  try {
    for (const { name, questions } of sets) {
      const answers = await generate(session, questions, figuresOf, !isClosed(name));
      await keepAnswers(REPORTS, {
        heading: { set: name, knowledge: knowledge.hash, at: new Date().toISOString() },
        answers,
      });
    }
  } finally {
    await session.close();
  }
}

function figuresIn(knowledge: KnowledgeBase): (fact: string) => boolean {
  return (id) => !WORDS.has(knowledge.facts.get(id)?.[0]?.unit ?? 'statement');
}

/** The sets whose answers are kept, scored. */
async function scored(sets: readonly ReadSet[], knowledge: KnowledgeBase): Promise<ScoredSet[]> {
  const isFigure = figuresIn(knowledge);
  const found: ScoredSet[] = [];
  for (const { name, questions } of sets) {
    const kept = await readAnswers(REPORTS, name, questions);
    if (!kept) {
      process.stderr.write(`${name}: no answers are kept; ask first: npm run evals -- --set ${name}\n`);
      continue;
    }
    const { heading, answers } = kept;
    if (heading.knowledge !== knowledge.hash)
      process.stderr.write(`${name}: another version of the knowledge base was asked on ${heading.at}\n`);
    const unknown = unknownGold(questions, knowledge);
    if (unknown.length > 0)
      process.stderr.write(
        `${name}: ${isClosed(name) ? `${unknown.length} names in its gold are unknown` : unknown.join(', ')}\n`,
      );
    const scores = answers.flatMap((answer, index) => {
      const question = questions[index];
      return question ? [score(question, answer, isFigure)] : [];
    });
    found.push({ name, closed: isClosed(name), heading, questions, answers, scores });
  }
  return found;
}

async function write(report: Report): Promise<void> {
  await mkdir(REPORTS, { recursive: true });
  await writeFile(join(REPORTS, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  await writeFile(join(REPORTS, 'index.html'), reportPage(report));
}

await runCommand(() => evals(process.argv.slice(2)));
