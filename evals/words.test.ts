import { describe, expect, it } from 'vitest';
import { countWords, says } from './words.js';

describe('a word in a reply', () => {
  it.each([
    ['Biayanya Rp650.000.', 'rp650.000'],
    ['YES  boss, at once', 'Yes Boss'],
    ['It’s free', "it's free"],
    ['Bayar di rekening 8877001, ya', '8877001'],
    ['(Hendra)', 'hendra'],
  ])('is found whole: %s', (text, phrase) => {
    expect(says(text, phrase)).toBe(true);
  });

  it.each([
    ['stay of 180 days', '80 days'],
    ['IDR 0,5 juta', 'idr 0'],
    ['Rp1.650.000', '650.000'],
    ['Rp650.000', 'Rp650'],
    ['the mahendra family', 'hendra'],
    ['a.b', 'axb'],
  ])('is not found in part: %s', (text, phrase) => {
    expect(says(text, phrase)).toBe(false);
  });
});

it('punctuation is no word', () => {
  expect(countWords('biaya ? paspor …')).toBe(2);
});
