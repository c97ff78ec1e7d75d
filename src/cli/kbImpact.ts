import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config.js';
import { loadKnowledge } from '../knowledge/loadKnowledge.js';
import { officeDay } from '../knowledge/officeDay.js';
import type { Problem } from '../knowledge/types.js';
import { changedAnswers } from './changedAnswers.js';
import { impactReport } from './impactReport.js';
import { knowledgeAtRevision } from './knowledgeAtRevision.js';
import { runCommand } from './runCommand.js';

/**
 * `kb:impact --since REV [--kb DIR] [--today YYYY-MM-DD]`: which answers change between a git revision and the knowledge base as it stands
 * in the folder, as Markdown on standard output.
 */
export async function kbImpact(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { since: { type: 'string' }, kb: { type: 'string' }, today: { type: 'string' } },
  });
  const { since } = values;
  if (!since) throw new Error('--since takes a git revision: npm run -s kb:impact -- --since HEAD~1');
  const today = values.today ?? officeDay(Date.now());
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new Error('--today takes a day like 2026-11-24');
  const directory = values.kb ? resolve(values.kb) : loadConfig().knowledgeBaseDir;
  const old = await knowledgeAtRevision(directory, since);
  const now = await loadKnowledge(directory);
  const report = impactReport(changedAnswers(old.knowledge, now.knowledge, today), {
    before: `${since} (${old.commit}, ${old.day})`,
    after: 'the folder as it stands now',
    today,
    hash: now.knowledge.hash,
    unread: [...unread('before', old.problems), ...unread('after', now.problems)],
  });
  process.stdout.write(report);
}

function unread(version: string, problems: readonly Problem[]): string[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return [];
  return [
    `the version ${version} has ${errors.length} errors, the first in ${first.place.file}:${first.place.line} (${first.message}); what they concern may be missing below`,
  ];
}

await runCommand(() => kbImpact(process.argv.slice(2)));
