import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { writeKnowledgeBase } from '../src/knowledge/testing/tinyKnowledgeBase.js';
import { beginConversation } from './testing/directLine.js';
import { freePort } from './testing/freePort.js';
import {
  type ProductProcess,
  removeTemporaryFolders,
  type Settings,
  spawnProduct,
  startProduct,
  temporaryFolder,
  testSettings,
} from './testing/productProcess.js';
import { pause } from './testing/until.js';

/** How long a start that cannot succeed may take to say so. */
const SAYS_SO_MS = 120_000;

afterAll(removeTemporaryFolders);

const started: ProductProcess[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((product) => product.kill()));
});

/** Starts a product that has to end with 1 by itself; returns its words. */
async function refusalOf(settings: Settings): Promise<string> {
  const product = spawnProduct(settings);
  started.push(product);
  const exit = await Promise.race([product.ended, pause(SAYS_SO_MS).then(() => 'it neither serves nor ends')]);
  expect(exit, product.output()).toEqual({ code: 1, signal: null });
  expect(product.output(), 'words for an operator, no stack').not.toMatch(/^\s+at /m);
  return product.output();
}

describe('a start that cannot succeed ends with 1 and says what to do', { timeout: 300_000 }, () => {
  it('the port is taken: the one who has it goes on serving', async () => {
    const port = await freePort();
    const first = await startProduct(await testSettings(port));
    started.push(first);
    const words = await refusalOf(await testSettings(port));
    expect(words).toMatch(/port is taken/);
    expect(words).toContain(String(port));
    expect(words).toMatch(/set PORT/);
    await beginConversation(first.url);
  });

  it('another server is on the DATA_DIR: it goes on serving', async () => {
    const settings = await testSettings(await freePort());
    const first = await startProduct(settings);
    started.push(first);
    const words = await refusalOf({ ...settings, PORT: String(await freePort()) });
    expect(words).toMatch(/Another server is running on this DATA_DIR/);
    expect(words).toContain(settings['DATA_DIR']);
    await beginConversation(first.url);
  });

  it('an article is broken: file and line are named', async () => {
    const broken = '---\ntitle: Overstay\nask: "Bagaimana?"\n---\n\n## Ringkasan {#ringkas}\n\nDenda harian.\n';
    const words = await refusalOf(
      await testSettings(await freePort(), {
        KNOWLEDGE_BASE_DIR: await writeKnowledgeBase({ 'articles/foreigners/overstay/id.md': broken }),
      }),
    );
    expect(words).toMatch(/articles\/foreigners\/overstay\/id\.md:6\b/);
    expect(words).toContain('ringkas');
    expect(words).toContain('kb:check');
  });

  it('a file of facts is no YAML: file and line are named', async () => {
    const words = await refusalOf(
      await testSettings(await freePort(), {
        KNOWLEDGE_BASE_DIR: await writeKnowledgeBase({ 'facts/all.yaml': '- id: a\n  label: [\n- b' }),
      }),
    );
    expect(words).toMatch(/facts\/all\.yaml:\d+/);
  });

  it('there is no knowledge base', async () => {
    expect(await refusalOf(await testSettings(await freePort(), { KNOWLEDGE_BASE_DIR: '/nowhere/at/all' }))).toMatch(
      /KNOWLEDGE_BASE_DIR/,
    );
  });

  it('PostgreSQL cannot be reached, and its password is not shown', async () => {
    const words = await refusalOf(
      await testSettings(await freePort(), {
        DATABASE_URL: `postgres://tanya:geheim@127.0.0.1:${await freePort()}/tanya`,
      }),
    );
    expect(words).toMatch(/DATABASE_URL/);
    expect(words).not.toContain('geheim');
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://u:geheim@h/d'],
    ['SECRET_KEY', 'geheim'],
    ['PUBLIC_URL', 'geheim'],
    ['RETENTION_DAYS', '0'],
    ['BURST_WINDOW_MS', '60000'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is named, and its value is not shown', async (name, value) => {
    const words = await refusalOf(await testSettings(await freePort(), { [name]: value }));
    expect(words).toContain(name);
    expect(words).not.toContain('geheim');
  });

  it('the DATA_DIR cannot be used', async () => {
    const file = join(await temporaryFolder(), 'a-file');
    await writeFile(file, '');
    const words = await refusalOf(await testSettings(await freePort(), { DATA_DIR: join(file, 'data') }));
    expect(words).toMatch(/DATA_DIR cannot be written to/);
  });
});
