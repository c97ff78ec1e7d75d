import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type TestProduct } from '../../tests/support/product.js';
import { insertGap } from '../store/gaps.js';
import { openStore } from '../store/openStore.js';

const COMMAND = fileURLToPath(new URL('../../dist/src/cli/kbGaps.js', import.meta.url));
const LOST = 'articles/passport/passport-lost/questions.yaml';

/** Beside a server that serves the same folder. */
let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Promise<Ran> {
  return runIn(product.dataDir, ...args);
}

function runIn(dataDir: string, ...args: string[]): Promise<Ran> {
  const env = { ...process.env, DATA_DIR: dataDir, KNOWLEDGE_BASE_DIR: product.knowledgeBaseDir };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** Notes questions as a turn would; returns their ids as the list shows them. */
async function note(questions: readonly { text: string; language?: 'id' | 'en'; at?: number }[]): Promise<void> {
  const store = await openStore({ dataDir: product.dataDir, exclusive: false });
  let turn = 0;
  for (const { text, language = 'id', at = Date.parse('2026-11-24T03:00:00Z') } of questions) {
    await insertGap(store.db, {
      turnId: `${text} ${++turn}`,
      conversationId: `c${turn}`,
      text,
      language,
      outcome: 'abstained',
      reason: 'unanswered',
      certainty: 0.3,
      article: null,
      knowledge: null,
      at: at + turn,
    });
  }
  await store.close();
}

const questionsOf = (file: string): Promise<string> => readFile(join(product.knowledgeBaseDir, file), 'utf8');
const idOf = async (text: string): Promise<string> => {
  const line = (await run()).out.split('\n').find((one) => one.includes(text));
  return /^ +(\w+)/.exec(line ?? '')?.[1] ?? 'nothing';
};
const groupOf = async (text: string): Promise<string> => {
  const part = (await run()).out.split('\n\n').find((one) => one.includes(text));
  return /^g\w+/.exec(part ?? '')?.[0] ?? 'nothing';
};

describe('kb:gaps', () => {
  it('says so where there is nothing, and where there is no database', async () => {
    expect(await run()).toMatchObject({ code: 0, out: 'No open gaps.\n' });
    const nowhere = await runIn(await mkdtemp(join(tmpdir(), 'tanya-data-')));
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain('There is no database there');
  });

  it('lists groups, the biggest first, with how often, when last, the nearest article and each question once', async () => {
    await note([
      { text: 'kucing naik pesawat boleh' },
      { text: 'paspor hilang di laut gimana', at: Date.parse('2026-11-20T20:00:00Z') },
      { text: 'paspor hilang di laut', at: Date.parse('2026-11-20T03:00:00Z') },
      { text: 'Paspor hilang di laut', at: Date.parse('2026-11-20T03:00:00Z') },
      { text: 'can i overstay if [passport] is gone', language: 'en' },
    ]);
    const { out } = await run();
    expect(out).toMatch(/^g\w{8} {2}3×, last 2026-11-21, nearest passport-lost, \w+ \("Paspor hilang"\)\n/);
    expect(out).toMatch(/ {2}\w{8} {2}id {2}2× paspor hilang di laut {2}\[no answer\]\n/);
    expect(out).toContain('5 open gaps in 3 groups');
    expect((await run('--since', '2026-11-24')).out).toContain('2 open gaps in 2 groups');
    expect((await run('--language', 'en')).out).toContain('1 open gaps in 1 groups');
    const json = JSON.parse((await run('--json')).out) as {
      count: number;
      article: string;
      gaps: { text: string }[];
    }[];
    expect(json[0]).toMatchObject({ count: 3, article: 'passport-lost' });
  });

  it('refuses what cannot be, in words, and changes nothing', async () => {
    const before = await questionsOf(LOST);
    const id = await idOf('kucing');
    for (const [args, message] of [
      [['--accept', id], /--accept needs an article/],
      [['--accept', id, '--article', 'nothing'], /There is no article nothing/],
      [['--accept', id, '--article', 'passport-lost', '--section', 'where'], /no section where; it has summary, fee/],
      [['--accept', 'ffffffff', '--article', 'passport-lost'], /There is no open gap or group ffffffff/],
      [['--dismiss', 'a'], /There is no open gap or group a;/],
      [['--since', '2026-13-40'], /--since takes a day/],
      [['--language', 'fr'], /--language takes id or en/],
    ] as const) {
      const ran = await run(...args);
      expect([ran.code, ran.err]).toEqual([1, expect.stringMatching(message) as string]);
    }
    expect(await questionsOf(LOST)).toBe(before);
  });

  it('keeps a masked number and a copy of an example out, and leaves them open', async () => {
    const masked = await run('--accept', await idOf('[passport]'), '--article', 'overstay');
    expect(masked).toMatchObject({ code: 1, out: expect.stringContaining('it holds a masked number') as string });
    await note([{ text: 'Kak, pasport ilang' }, { text: 'biaya paspor hilang' }]);
    const copy = await run('--accept', await idOf('pasport ilang'), '--article', 'overstay');
    expect(copy.out).toMatch(/it is nearly "paspor ilang", which stands under passport-lost/);
    const calibration = await run('--accept', await idOf('biaya paspor hilang'), '--article', 'overstay');
    expect(calibration.out).toContain('it is one that sets the threshold');
    expect((await run()).out).toContain('7 open gaps');
  });

  it('appends a group’s questions to the article’s section, each once, and is done with them', async () => {
    const ran = await run('--accept', await groupOf('di laut'), '--article', 'passport-lost', '--section', 'summary');
    expect(ran.code).toBe(0);
    const file = await questionsOf(LOST);
    expect(file.match(/paspor hilang di laut"/g)).toHaveLength(1);
    expect(file).toContain('"paspor hilang di laut gimana"');
    expect((await run()).out).not.toContain('di laut');
  });

  it('takes the editor’s own words for what must not be added as it stands', async () => {
    const id = await idOf('[passport]');
    const words = 'what if i overstay because my passport is gone';
    expect((await run('--accept', id, '--article', 'overstay', '--text', words)).code).toBe(0);
    expect(await questionsOf('articles/foreigners/overstay/questions.yaml')).toContain(words);
    expect((await run()).out).not.toContain('[passport]');
  });

  it('dismisses', async () => {
    expect((await run('--dismiss', await idOf('kucing'))).out).toBe('1 dismissed\n');
    expect((await run()).out).not.toContain('kucing');
  });
});
