import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OllamaEmbeddings } from '@langchain/ollama';
import { OpenAIEmbeddings } from '@langchain/openai';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadUsableKnowledge } from '../knowledge/loadKnowledge.js';
import { writeKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import type { KnowledgeBase } from '../knowledge/types.js';
import { EVEN } from './certainty.js';
import { chooseSections } from './chooseSections.js';
import { externalEmbeddings } from './externalEmbeddings.js';
import { openIndex, type OpenIndexOptions } from './openIndex.js';
import { fakeEmbeddings } from './testing/fakeEmbeddings.js';
import { exactScan } from './vectors.js';

let knowledge: KnowledgeBase;
beforeAll(async () => {
  knowledge = await loadUsableKnowledge(await writeKnowledgeBase());
});

let ids = 0;
async function options(more: Partial<OpenIndexOptions> = {}): Promise<OpenIndexOptions & { builds: string[] }> {
  const builds: string[] = [];
  const root = await mkdtemp(join(tmpdir(), 'tanya-index-'));
  return {
    root,
    knowledge,
    external: undefined,
    now: () => new Date(0),
    newId: () => `b${++ids}`,
    onBuild: (reason) => builds.push(reason),
    ...more,
    builds,
  };
}

async function indexFolder(root: string): Promise<string> {
  return join(root, (await readdir(root))[0] ?? '');
}

describe('the index', () => {
  it.each([
    ['brp denda klo paspor ilang kak', 'passport-lost'],
    ['HOW MUCH is the overstay fine??', 'overstay'],
    ['pasport pertama kali', 'passport-new'],
    ['motorbike licence renewal', 'referral-licence'],
  ])('finds the article of "%s"', async (question, article) => {
    const index = await openIndex(await options());
    const found = await index.search(question);
    expect(found.candidates[0]?.article).toBe(article);
    expect(found.certainty).toBeGreaterThan(EVEN);
  });

  it('does not claim to know what it does not', async () => {
    const index = await openIndex(await options());
    for (const question of ['lirik lagu dangdut', 'best pizza recipe', 'zxcvb'])
      expect((await index.search(question)).certainty).toBeLessThan(EVEN);
  });

  it('chooses the section that is asked for', async () => {
    const index = await openIndex(await options());
    const available = ['summary', 'fee'] as const;
    expect(chooseSections(index.sectionEvidence('brp denda paspor hilang', 'passport-lost'), available)[0]).toBe('fee');
    expect(chooseSections(index.sectionEvidence('paspor hilang di pasar', 'passport-lost'), available)[0]).toBe(
      'summary',
    );
  });

  it('tells Indonesian from English', async () => {
    const index = await openIndex(await options());
    expect(index.languageOf('berapa denda overstay').language).toBe('id');
    expect(index.languageOf('how much is the overstay fine').language).toBe('en');
  });

  it('is built once and loaded after that', async () => {
    const once = await options();
    await openIndex(once);
    await openIndex(once);
    expect(once.builds).toEqual(['there is none of this knowledge base yet']);
  });

  it('comes out the same when it is built twice', async () => {
    const [a, b] = [await options(), await options()];
    await Promise.all([openIndex(a), openIndex(b)]);
    const weights = async (root: string): Promise<string> =>
      (await readFile(join(await indexFolder(root), 'article-weights.bin'))).toString('base64');
    expect(await weights(a.root)).toBe(await weights(b.root));
  });

  it.each([
    ['a file that is cut short', (folder: string) => truncate(join(folder, 'article-weights.bin'), 100)],
    ['a file whose content changed', (folder: string) => writeFile(join(folder, 'idf.bin'), Buffer.alloc(400))],
    ['a manifest that cannot be read', (folder: string) => writeFile(join(folder, 'manifest.json'), '{')],
    ['a graph that is gone', (folder: string) => rm(join(folder, 'graph'), { recursive: true })],
  ])('is built anew over %s', async (_, damage) => {
    const damaged = await options();
    await openIndex(damaged);
    await damage(await indexFolder(damaged.root));
    const index = await openIndex(damaged);
    expect(damaged.builds).toHaveLength(2);
    expect((await index.search('denda overstay')).candidates[0]?.article).toBe('overstay');
  });

  it('leaves no half-built folder behind, and no more than three finished ones', async () => {
    const once = await options();
    for (let n = 0; n < 5; n++) {
      const changed = await loadUsableKnowledge(await writeKnowledgeBase({ 'glossary.yaml': `words: { a: b${n} }\n` }));
      await openIndex({ ...once, knowledge: changed });
    }
    const names = await readdir(once.root);
    expect(names).toHaveLength(3);
    expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('answers the same from the graph and from an exact scan', async () => {
    const index = await openIndex(await options());
    expect(index.searchKind).toBe('hnsw');
    const questions = ['denda paspor hilang', 'overstay fee', 'paspor baru'];
    const byGraph = await Promise.all(
      questions.map(async (question) => (await index.search(question)).candidates[0]?.article),
    );
    const vectors = await Promise.all(knowledgeTexts().map((text) => index.embedder.embedQuery(text)));
    index.useSearch(exactScan(Float32Array.from(vectors.flat()), index.dimensions));
    const byScan = await Promise.all(
      questions.map(async (question) => (await index.search(question)).candidates[0]?.article),
    );
    expect(byScan).toEqual(byGraph);
  });
});

/** The examples of the index, in its order: title and button of each language, then the questions. */
function knowledgeTexts(): string[] {
  return [...knowledge.articles.values()].flatMap((article) => [
    ...(['id', 'en'] as const).flatMap((language) => [article.text[language].title, article.text[language].ask]),
    ...article.questions.map(({ text }) => text),
  ]);
}

describe('embeddings of a provider', () => {
  it.each([
    [
      'OpenAI',
      (url: string) =>
        new OpenAIEmbeddings({ model: 'm', apiKey: 'k', configuration: { baseURL: `${url}/v1` }, maxRetries: 0 }),
    ],
    ['Ollama', (url: string) => new OllamaEmbeddings({ model: 'm', baseUrl: url, maxRetries: 0 })],
  ])('of %s find the article', async (_, create) => {
    const fake = await fakeEmbeddings();
    const index = await openIndex(await options({ external: { name: 'fake:m', embeddings: create(fake.url) } }));
    expect((await index.search('denda paspor hilang')).candidates[0]?.article).toBe('passport-lost');
    expect(fake.texts).toContain('denda paspor hilang');
    await fake.close();
  });

  it('that stop answering leave the built-in one to answer', async () => {
    const fake = await fakeEmbeddings();
    const embeddings = new OllamaEmbeddings({ model: 'm', baseUrl: fake.url, maxRetries: 0 });
    const index = await openIndex(await options({ external: { name: 'fake:m', embeddings } }));
    fake.fail(500);
    expect((await index.search('denda paspor hilang')).candidates[0]?.article).toBe('passport-lost');
    await fake.close();
    expect((await index.search('overstay fine')).candidates[0]?.article).toBe('overstay');
  });

  it('that do not answer while the index is built are named in the error', async () => {
    const fake = await fakeEmbeddings();
    fake.fail(500);
    const embeddings = new OllamaEmbeddings({ model: 'm', baseUrl: fake.url, maxRetries: 0 });
    await expect(openIndex(await options({ external: { name: 'ollama:m', embeddings } }))).rejects.toMatchObject({
      code: 'EMBEDDINGS_UNREACHABLE',
      detail: 'ollama:m',
    });
    await fake.close();
  });

  it.each(['openai', 'openai:', 'cohere:x', ''])('are refused by the name "%s"', async (setting) => {
    await expect(externalEmbeddings(setting)).rejects.toMatchObject({ code: 'EMBEDDINGS_MODEL_UNKNOWN' });
  });
});
