import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../src/knowledge/loadKnowledge.js';
import { writeKnowledgeBase } from '../src/knowledge/testing/tinyKnowledgeBase.js';
import type { KnowledgeBase } from '../src/knowledge/types.js';
import { readSet, setNames, unknownGold } from './sets.js';

const line = (changes: object): string =>
  JSON.stringify({ id: 'x', lang: 'id', text: 'rahasia', kind: 'answerable', articles: [], sections: [], ...changes });

async function tiny(): Promise<KnowledgeBase> {
  return (await loadKnowledge(await writeKnowledgeBase({}))).knowledge;
}

async function read(rows: readonly string[]): ReturnType<typeof readSet> {
  const folder = await mkdtemp(join(tmpdir(), 'sets-'));
  await writeFile(join(folder, 'some.jsonl'), rows.join('\n'));
  return readSet(folder, 'some', (await tiny()).articles);
}

describe('a set', () => {
  it('takes the topic from the folder of its first article, and what is right from the kind', async () => {
    const [passport, outside, given] = await read([
      line({ id: '1', articles: ['passport-lost'] }),
      line({ id: '2', kind: 'out-of-scope' }),
      line({ id: '3', kind: 'handoff', topic: 'office', outcomes: ['answered'] }),
    ]);
    expect(passport).toMatchObject({ topic: 'passport', outcomes: ['answered'], register: 'plain', history: [] });
    expect(outside).toMatchObject({ topic: 'other' });
    expect(outside?.outcomes).not.toContain('answered');
    expect(outside?.outcomes).not.toContain('failed');
    expect(given).toMatchObject({ topic: 'office', outcomes: ['answered'] });
  });

  it.each([
    ['a field that is misspelt', line({ must_fact: ['rahasia'] })],
    ['an unknown kind', line({ kind: 'rahasia' })],
    ['a line that is not JSON', '{"text": "rahasia"'],
    ['an id that stands twice', [line({}), line({})].join('\n')],
  ])('says where it has %s, without quoting it', async (_, rows) => {
    const failure: unknown = await read([rows]).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/line \d of the set some/);
    expect(String(failure)).not.toContain('rahasia');
  });

  it('names gold that the knowledge base does not have', async () => {
    const questions = await read([
      line({ id: '1', articles: ['passport-lost', 'gone'] }),
      line({ id: '2', must_facts: ['fee.gone'] }),
    ]);
    expect(unknownGold(questions, await tiny())).toEqual(['1: no article gone', '2: no fact fee.gone']);
  });

  it('can be read, each of them, and all of its gold is known', async () => {
    const { knowledge } = await loadKnowledge('knowledge-base');
    const counts: number[] = [];
    for (const name of await setNames('evals/sets')) {
      const questions = await readSet('evals/sets', name, knowledge.articles);
      counts.push(questions.length, unknownGold(questions, knowledge).length);
    }
    expect(counts.filter((_, index) => index % 2 === 1).every((unknown) => unknown === 0)).toBe(true);
    expect(counts.filter((_, index) => index % 2 === 0).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1_000);
  });
});
