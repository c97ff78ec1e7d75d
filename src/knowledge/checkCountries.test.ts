import { describe, expect, it } from 'vitest';
import { caseKnowledgeFiles } from '../cases/testing/caseKnowledge.js';
import { checkCountries } from './checkCountries.js';
import { loadKnowledge } from './loadKnowledge.js';
import { writeKnowledgeBase } from './testing/tinyKnowledgeBase.js';

async function problemsWith(from: string, to: string): Promise<string[]> {
  const files = caseKnowledgeFiles();
  const before = files['countries.yaml'] ?? '';
  const { knowledge } = await loadKnowledge(
    await writeKnowledgeBase({ ...files, 'countries.yaml': before.replace(from, to) }),
  );
  return checkCountries(knowledge, '2026-11-24').map(({ place, message }) => `${place.line}: ${message}`);
}

describe('the lists of countries', () => {
  it('are sound as they stand', async () => {
    expect(await problemsWith('', '')).toEqual([]);
  });

  it.each([
    [
      'a country too many',
      'visa_free: false, voa: true',
      'visa_free: true, voa: true',
      'the list visaFree has 2 countries here and 1 by the fact visa-free.count',
    ],
    [
      'two lists that exclude each other',
      'voa: false, calling: true',
      'voa: true, calling: true',
      'israel cannot be on the lists calling and voa at once',
    ],
    ['a country twice', 'id: pakistan', 'id: india', 'the country india stands here twice'],
    ['a name of two countries', '[pakistan]', '[india]', '"india" is a name of india as well'],
    [
      'a fact that is not there',
      'fact: voa.count',
      'fact: voa.nothing',
      'the list voa names the fact voa.nothing, which does not exist',
    ],
  ])('have %s found', async (_, from, to, expected) => {
    expect((await problemsWith(from, to)).join('\n')).toContain(expected);
  });
});
