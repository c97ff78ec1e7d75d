import { describe, expect, it } from 'vitest';
import { loadKnowledge, loadUsableKnowledge } from './loadKnowledge.js';
import { tinyKnowledgeBase, fact, writeKnowledgeBase } from './testing/tinyKnowledgeBase.js';

const problemsOf = async (changes: Record<string, string | null>): Promise<string[]> => {
  const { problems } = await loadKnowledge(await writeKnowledgeBase(changes));
  return problems.map(({ place, message }) => `${place.file}:${place.line} ${message}`);
};

describe('loading a knowledge base', () => {
  it('reads articles in both languages, facts, laws and questions', async () => {
    const { knowledge, problems } = await loadKnowledge(await writeKnowledgeBase());
    expect(problems).toEqual([]);
    expect([...knowledge.articles.keys()].sort()).toEqual([
      'overstay',
      'passport-lost',
      'passport-new',
      'referral-licence',
    ]);
    expect(knowledge.articles.get('passport-lost')?.questions.filter(({ section }) => section === 'fee')).toHaveLength(
      6,
    );
    expect(knowledge.facts.get('passport.fee')?.[0]?.value).toBe(950000);
    expect(knowledge.office.name.en).toBe('Example Immigration Office');
  });

  it('has the same hash for the same files and another for a changed comma', async () => {
    const one = await loadUsableKnowledge(await writeKnowledgeBase());
    const same = await loadUsableKnowledge(await writeKnowledgeBase());
    const other = await loadUsableKnowledge(await writeKnowledgeBase({ 'glossary.yaml': 'words: {}\n' }));
    expect(same.hash).toBe(one.hash);
    expect(other.hash).not.toBe(one.hash);
  });

  it('names file and line of a section that does not exist', async () => {
    const file = 'articles/passport/passport-lost/id.md';
    const broken = tinyKnowledgeBase()[file]!.replace('{#fee}', '{#biaya}');
    expect(await problemsOf({ [file]: broken })).toEqual([
      expect.stringMatching(/^articles\/passport\/passport-lost\/id\.md:10 there is no section named biaya/),
    ]);
  });

  it('names the line of a fact without a source', async () => {
    const facts = tinyKnowledgeBase()['facts/all.yaml']! + fact('stray', 'IDR', '5', 'confidence: high');
    const line = facts.split('\n').findIndex((text) => text.includes('id: stray')) + 1;
    expect(await problemsOf({ 'facts/all.yaml': facts })).toEqual([
      `facts/all.yaml:${line} ${facts.split('\n- id').length - 1}.sources: a fact needs a source`,
    ]);
  });

  it.each([
    ['a day that does not exist', fact('x', 'date', '2026-02-30'), 'has to be a day like'],
    ['text where a number belongs', fact('x', 'IDR', 'banyak'), 'IDR takes a number'],
    [
      'low confidence',
      fact('x', 'IDR', '5', 'confidence: low\n  sources: [https://a.go.id]'),
      'low confidence does not come in',
    ],
    [
      'an unknown fact with a value',
      fact('x', 'IDR', '5', 'confidence: unknown\n  ask: { id: a, en: b }'),
      'an unknown fact has no value',
    ],
    ['a source that is no address', fact('x', 'IDR', '5', 'confidence: medium\n  sources: [koran]'), 'sources'],
  ])('refuses %s', async (_, text, message) => {
    expect((await problemsOf({ 'facts/more.yaml': text })).join('\n')).toContain(message);
  });

  it('says what is wrong with YAML that cannot be read, and does not throw', async () => {
    expect((await problemsOf({ 'facts/all.yaml': '- id: [unclosed\n' })).join('\n')).toMatch(
      /facts\/all\.yaml:\d+ cannot be read/,
    );
  });

  it('reports an article that lacks a language', async () => {
    const folder = await writeKnowledgeBase({ 'articles/foreigners/overstay/en.md': null });
    const { problems, knowledge } = await loadKnowledge(folder);
    expect(problems.map(({ message }) => message)).toContain('the article has no English text');
    expect(knowledge.articles.has('overstay')).toBe(false);
  });

  it('is not used while it has errors', async () => {
    const folder = await writeKnowledgeBase({ 'articles/foreigners/overstay/en.md': 'no front matter' });
    await expect(loadUsableKnowledge(folder)).rejects.toMatchObject({ code: 'KNOWLEDGE_INVALID' });
  });

  it('says so when there is nothing to read', async () => {
    await expect(loadKnowledge('/nowhere/at/all')).rejects.toMatchObject({ code: 'KNOWLEDGE_MISSING' });
  });
});
