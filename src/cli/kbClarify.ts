import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { randomUUID } from 'node:crypto';
import { loadConfig } from '../config.js';
import { asksBack } from '../dialogue/steps/clarify.js';
import { loadUsableKnowledge } from '../knowledge/loadKnowledge.js';
import { openIndex } from '../retrieval/openIndex.js';
import { runCommand } from './runCommand.js';

/** Of the messages that are clear at most so many may be asked back about, and of the ambiguous ones at least so many. */
const MOST_NEEDLESS = 0.03;
const LEAST_ASKED = 0.9;

/** `kb:clarify`: which of the messages of `ambiguous.yaml` are asked back about. Exit code 1 where the shares are missed. */
async function kbClarify(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { kb: { type: 'string' } } });
  const config = loadConfig();
  const root = join(config.dataDir, 'index');
  const knowledge = await loadUsableKnowledge(values.kb ? resolve(values.kb) : config.knowledgeBaseDir, root);
  const options = { root, knowledge, external: undefined, now: () => new Date(), newId: () => randomUUID() };
  const knowing = { knowledge, index: await openIndex(options) };
  const { ambiguous, clear } = knowledge.ambiguity;
  const asked = async (text: string): Promise<boolean> => (await asksBack(text, knowing)) !== undefined;
  const missed: string[] = [];
  const needless: string[] = [];
  for (const text of ambiguous) if (!(await asked(text))) missed.push(text);
  for (const text of clear) if (await asked(text)) needless.push(text);
  process.stdout.write(`ambiguous, asked back: ${ambiguous.length - missed.length} of ${ambiguous.length}\n`);
  for (const text of missed) process.stdout.write(`  not asked: ${text}\n`);
  process.stdout.write(`clear, asked back needlessly: ${needless.length} of ${clear.length}\n`);
  for (const text of needless) process.stdout.write(`  needless: ${text}\n`);
  const good =
    needless.length <= MOST_NEEDLESS * clear.length &&
    ambiguous.length - missed.length >= LEAST_ASKED * ambiguous.length;
  return good ? 0 : 1;
}

await runCommand(() => kbClarify(process.argv.slice(2)));
