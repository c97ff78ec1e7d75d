import { beforeAll, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../knowledge/loadKnowledge.js';
import type { Country } from '../../knowledge/types.js';
import { readCountries } from './countries.js';

// The real list: its words are what is tested here.
let all: readonly Country[];
beforeAll(async () => {
  all = (await loadKnowledge('knowledge-base')).knowledge.countries?.all ?? [];
});
const read = (text: string): string[] =>
  readCountries(text, all).map(({ country, role }) => `${country.id} ${role ?? '?'}`);

describe('countries', () => {
  it.each([
    ['orang malaysia 3 minggu', 'malaysia origin'],
    ['from India, 6 weeks', 'india origin'],
    ['pakistani wants to visit', 'pakistan origin'],
    ['wn belanda', 'netherlands origin'],
    ['teman saya dari jerman', 'germany origin'],
    ['i have a us passport', 'united-states origin'],
    ['citizen of oman', 'oman origin'],
    ['turis philipines', 'philippines origin'],
    ['from papua new guinea', 'papua-new-guinea origin'],
    ['north korean visitor', 'north-korea origin'],
    ['mau ke malaysia', 'malaysia destination'],
    ['visa jepang', 'japan destination'],
    ['kerja di taiwan', 'taiwan destination'],
    ['india bebas visa?', 'india ?'],
    ['visa free for brazilians', 'brazil origin'],
  ])('"%s" names %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    'they asked us to come',
    'om an ambo',
    'coba cuba lagi',
    'mr jordan has a question',
    'sekali masuk',
    'indonesia',
    'pulau baai',
  ])('"%s" names none', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('the lists', () => {
  it('have as many countries as they say', () => {
    const count = (list: 'visaFree' | 'voa' | 'calling'): number => all.filter(({ on }) => on.has(list)).length;
    expect([count('visaFree'), count('voa'), count('calling')]).toEqual([19, 97, 6]);
  });
});
