import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config.js';
import { AppError } from '../errors.js';
import { loadUsableKnowledge } from '../knowledge/loadKnowledge.js';
import { LANGUAGES } from '../knowledge/types.js';
import { closeGaps, openGaps, type Gap } from '../store/gaps.js';
import { openStore } from '../store/openStore.js';
import { DATABASE_FILE } from '../store/sqlite.js';
import { acceptGaps, type Accepted } from './acceptGaps.js';
import { evaluationQuestions } from './evaluationQuestions.js';
import { gapGroups, shownId, type GapGroup } from './gapGroups.js';
import { gapsAsJson, listGaps } from './gapList.js';
import { hintIndex } from './hintIndex.js';
import { runCommand } from './runCommand.js';

/** Bengkulu is seven hours ahead of UTC all year. */
const OFFICE_TIME = '+07:00';
const SHORTEST_ID = 4;

/**
 * `kb:gaps [--since DATE] [--language id|en] [--json] [--kb DIR]` lists what was not answered well, by likeness;
 * `kb:gaps --accept ID --article SLUG [--section NAME] [--text WORDS]` makes example questions of a group or of one gap, `kb:gaps --dismiss ID` puts it aside.
 * It works beside a server. Exit 1 when nothing could be added.
 */
export async function kbGaps(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      since: { type: 'string' },
      language: { type: 'string' },
      json: { type: 'boolean', default: false },
      kb: { type: 'string' },
      accept: { type: 'string' },
      article: { type: 'string' },
      section: { type: 'string' },
      text: { type: 'string' },
      dismiss: { type: 'string' },
    },
  });
  const { accept, dismiss, article } = values;
  if (accept !== undefined && dismiss !== undefined) throw new Error('Either --accept or --dismiss, not both.');
  if (accept !== undefined && article === undefined)
    throw new Error('--accept needs an article: npm run kb:gaps -- --accept ID --article SLUG');
  const language = LANGUAGES.find((known) => known === values.language);
  if (values.language !== undefined && !language) throw new Error('--language takes id or en');
  const config = loadConfig();
  const directory = values.kb ? resolve(values.kb) : config.knowledgeBaseDir;
  const { dataDir, databaseUrl } = config;
  if (!databaseUrl && !existsSync(join(dataDir, DATABASE_FILE))) throw new AppError('DATABASE_MISSING', dataDir);
  const store = await openStore({ dataDir, databaseUrl, exclusive: false });
  try {
    const gaps = await openGaps(store.db, { now: Date.now(), since: startOf(values.since), language });
    const indexRoot = join(dataDir, 'index');
    const knowledge = await loadUsableKnowledge(directory, indexRoot);
    const groups = async (): Promise<GapGroup[]> => {
      if (gaps.length === 0) return [];
      const onBuild = (): void => void process.stderr.write('building an index, which takes a minute …\n');
      return gapGroups(gaps, knowledge, await hintIndex(indexRoot, knowledge, { newId: randomUUID, onBuild }));
    };
    if (dismiss !== undefined) {
      const found = await find(dismiss, gaps, groups);
      const closed = await closeGaps(store.db, idsOf(found), 'dismissed');
      process.stdout.write(`${closed} dismissed\n`);
      return 0;
    }
    if (accept !== undefined && article !== undefined) {
      const accepted = await acceptGaps(await find(accept, gaps, groups), {
        knowledge,
        directory,
        article,
        section: values.section,
        text: values.text,
        evaluationQuestions: await evaluationQuestions(),
        newId: randomUUID,
      });
      // After the file: what is written and still open is refused as a copy the next time; what is closed and not written would be lost.
      await closeGaps(store.db, idsOf(accepted.done), 'accepted');
      process.stdout.write(report(accepted));
      return accepted.added.length > 0 ? 0 : 1;
    }
    const found = await groups();
    process.stdout.write(values.json ? gapsAsJson(found) : listGaps(found, knowledge));
    return 0;
  } finally {
    await store.close();
  }
}

/** The gaps that an id stands for: a group's, or one by the beginning of its id. */
async function find(id: string, gaps: readonly Gap[], groups: () => Promise<GapGroup[]>): Promise<readonly Gap[]> {
  if (id.startsWith('g')) {
    const group = (await groups()).find((one) => one.id === id);
    if (group) return group.gaps;
  }
  const found = id.length >= SHORTEST_ID ? gaps.filter((gap) => gap.id.startsWith(id)) : [];
  if (found.length === 1) return found;
  throw new Error(
    found.length > 1
      ? `${id} is the beginning of ${found.length} gaps; type more of it.`
      : `There is no open gap or group ${id}; npm run kb:gaps lists them (with the same --since and --language).`,
  );
}

function report({ added, done, refused, file }: Accepted): string {
  const lines = added.map((question) => `added to ${file}: ${question}`);
  if (done.length > added.length) lines.push(`${done.length - added.length} more asked the same`);
  for (const { gap, reason } of refused)
    lines.push(`not added, still open: ${shownId(gap.id)} "${gap.text}": ${reason}`);
  if (added.length > 0)
    lines.push('Read them in the file (names of persons are not masked), then: npm run -s kb:check');
  return `${lines.join('\n')}\n`;
}

function startOf(day: string | undefined): number | undefined {
  if (day === undefined) return undefined;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00${OFFICE_TIME}`) : NaN;
  if (Number.isNaN(at)) throw new Error('--since takes a day like 2026-11-24');
  return at;
}

function idsOf(gaps: readonly Gap[]): string[] {
  return gaps.map(({ id }) => id);
}

await runCommand(() => kbGaps(process.argv.slice(2)));
