import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkChecklists } from '../checklists/checkChecklists.js';
import { loadConfig } from '../config.js';
import { checkKnowledge } from '../knowledge/checkKnowledge.js';
import { loadKnowledge } from '../knowledge/loadKnowledge.js';
import { officeDay } from '../knowledge/officeDay.js';
import { checkFindable } from '../retrieval/checkFindable.js';
import { evaluationQuestions } from './evaluationQuestions.js';
import { runCommand } from './runCommand.js';

/**
 * `kb:check [--kb DIR] [--today YYYY-MM-DD] [--quick]`: what is wrong in a knowledge base, with file and line. Exit 1 on an error.
 * `--quick` leaves out whether articles are found by their own example questions, which takes most of the time.
 */
export async function kbCheck(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { kb: { type: 'string' }, today: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const today = values.today ?? officeDay(Date.now());
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new Error('--today takes a day like 2026-11-24');
  const directory = values.kb ? resolve(values.kb) : loadConfig().knowledgeBaseDir;
  const loaded = await loadKnowledge(directory);
  const { knowledge } = loaded;
  const problems = [
    ...loaded.problems,
    ...checkKnowledge({ knowledge, today, evaluationQuestions: await evaluationQuestions() }),
    ...checkChecklists(knowledge, today),
  ];
  if (!values.quick) problems.push(...(await checkFindable(knowledge, new Date().toISOString())));
  problems.sort((a, b) => a.place.file.localeCompare(b.place.file) || a.place.line - b.place.line);
  const base = relative(process.cwd(), directory);
  for (const { severity, place, message } of problems)
    process.stdout.write(`${join(base, place.file)}:${place.line} ${severity}: ${message}\n`);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const questions = [...knowledge.articles.values()].reduce((sum, article) => sum + article.questions.length, 0);
  process.stdout.write(
    `${knowledge.articles.size} articles, ${knowledge.facts.size} facts, ${questions} example questions, ${knowledge.checklists.size} checklists: ${errors} errors, ${problems.length - errors} warnings\n`,
  );
  return errors > 0 ? 1 : 0;
}

await runCommand(() => kbCheck(process.argv.slice(2)));
