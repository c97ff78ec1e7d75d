import { mkdtemp, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadUsableKnowledge } from './loadKnowledge.js';
import { readCachedKnowledge } from './knowledgeCache.js';
import { writeKnowledgeBase } from './testing/tinyKnowledgeBase.js';

let cache: string;
let directory: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'tanya-cache-'));
  directory = await writeKnowledgeBase();
});

describe('the kept knowledge base', () => {
  it('is the same as the one that was read', async () => {
    const read = await loadUsableKnowledge(directory, cache);
    expect(await readCachedKnowledge(cache, read.hash)).toEqual(read);
    expect(await loadUsableKnowledge(directory, cache)).toEqual(read);
  });

  it('never stands in for files that have changed', async () => {
    await loadUsableKnowledge(directory, cache);
    const other = await writeKnowledgeBase({ 'glossary.yaml': 'words: { gmn: bagaimana }\n' });
    expect((await loadUsableKnowledge(other, cache)).glossary.words.get('gmn')).toBe('bagaimana');
  });

  it.each([
    ['cut short', (file: string) => truncate(file, 100)],
    ['empty', (file: string) => truncate(file, 0)],
    [
      'overwritten in the middle',
      async (file: string) => {
        const content = await readFile(file);
        content[200] = (content[200] ?? 0) ^ 0xff;
        await writeFile(file, content);
      },
    ],
  ])('is passed over when its file is %s', async (_name, damage) => {
    const { hash } = await loadUsableKnowledge(directory, cache);
    await damage(join(cache, 'knowledge.cache'));
    expect(await readCachedKnowledge(cache, hash)).toBeUndefined();
    expect((await loadUsableKnowledge(directory, cache)).hash).toBe(hash);
  });

  it('is not needed: a folder that cannot be written to is no failure', async () => {
    await writeFile(join(cache, 'file'), '');
    expect((await loadUsableKnowledge(directory, join(cache, 'file'))).articles.size).toBeGreaterThan(0);
  });

  it('never keeps a knowledge base with errors in it', async () => {
    const broken = await writeKnowledgeBase({ 'facts/fees.yaml': '- id: x\n' });
    await expect(loadUsableKnowledge(broken, cache)).rejects.toMatchObject({ code: 'KNOWLEDGE_INVALID' });
    await expect(loadUsableKnowledge(broken, cache)).rejects.toMatchObject({ code: 'KNOWLEDGE_INVALID' });
  });
});
