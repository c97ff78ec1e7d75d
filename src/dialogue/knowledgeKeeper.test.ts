import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OllamaEmbeddings } from '@langchain/ollama';
import { describe, expect, it } from 'vitest';
import { tinyKnowledgeBase, writeKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import { fakeEmbeddings } from '../retrieval/testing/fakeEmbeddings.js';
import { KnowledgeKeeper, type KeeperOptions } from './knowledgeKeeper.js';
import { talkTo } from './testing/talk.js';

let ids = 0;
async function open(
  more: Partial<KeeperOptions> = {},
): Promise<{ keeper: KnowledgeKeeper; folder: string; events: string[] }> {
  const folder = await writeKnowledgeBase();
  const events: string[] = [];
  const keeper = await KnowledgeKeeper.open({
    knowledgeBaseDir: folder,
    indexRoot: await mkdtemp(join(tmpdir(), 'tanya-index-')),
    external: undefined,
    now: () => new Date(),
    newId: () => `k${++ids}`,
    onEvent: (level, message) => events.push(`${level} ${message}`),
    ...more,
  });
  return { keeper, folder, events };
}
const file = (name: string): string => tinyKnowledgeBase()[name]!;

describe('the knowledge in use', () => {
  it('takes up a changed fee without a restart', async () => {
    const { keeper, folder } = await open();
    await writeFile(join(folder, 'facts/all.yaml'), file('facts/all.yaml').replace('value: 1000000', 'value: 1250000'));
    await keeper.check();
    expect((await talkTo(keeper.current()).say('denda paspor hilang')).text).toContain('Rp1.250.000');
  });

  it('no longer answers from an article that was withdrawn', async () => {
    const { keeper, folder } = await open();
    const { rm } = await import('node:fs/promises');
    await rm(join(folder, 'articles/foreigners/overstay'), { recursive: true });
    await keeper.check();
    expect(keeper.current().knowledge.articles.has('overstay')).toBe(false);
    expect((await talkTo(keeper.current()).say('denda overstay berapa')).article).not.toBe('overstay');
  });

  it('stays the last good version while the files are broken, says so once, and recovers', async () => {
    const { keeper, folder, events } = await open();
    const before = keeper.current();
    await writeFile(join(folder, 'articles/foreigners/overstay/id.md'), 'broken');
    await keeper.check();
    await keeper.check();
    expect(keeper.current()).toBe(before);
    expect(events.filter((event) => event.startsWith('error'))).toEqual([
      expect.stringMatching(/articles\/foreigners\/overstay\/id\.md:1 /),
    ]);
    await writeFile(
      join(folder, 'articles/foreigners/overstay/id.md'),
      file('articles/foreigners/overstay/id.md').replace('harian', 'per hari'),
    );
    await keeper.check();
    expect(keeper.current()).not.toBe(before);
  });

  it('is not exchanged when nothing has changed', async () => {
    const { keeper } = await open();
    const before = keeper.current();
    await keeper.check();
    expect(keeper.current()).toBe(before);
  });

  it('is searched by the built-in embeddings when a provider does not answer at the start', async () => {
    const fake = await fakeEmbeddings();
    fake.fail(503);
    const embeddings = new OllamaEmbeddings({ model: 'm', baseUrl: fake.url, maxRetries: 0 });
    const { keeper, events } = await open({ external: { name: 'ollama:m', embeddings } });
    expect((await talkTo(keeper.current()).say('denda paspor hilang')).article).toBe('passport-lost');
    expect(events.join('\n')).toMatch(/error The embeddings provider cannot be reached: ollama:m/);
    await fake.close();
  });
});
