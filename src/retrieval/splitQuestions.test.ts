import { describe, expect, it } from 'vitest';
import type { Glossary } from '../knowledge/types.js';
import { splitQuestions } from './splitQuestions.js';

const glossary: Glossary = {
  words: new Map(),
  translations: new Map(),
  concepts: new Map(),
  fillers: new Set(['kak']),
  cues: new Map([
    ['fee', ['biaya', 'biayanya', 'fee']],
    ['requirements', ['syarat', 'syaratnya', 'documents']],
  ]),
};

describe('a message is parted', () => {
  it.each([
    ['syaratnya apa dan berapa lama?', ['syaratnya apa', 'berapa lama?']],
    ['biayanya berapa, trus bisa diwakilkan dak?', ['biayanya berapa', 'bisa diwakilkan dak?']],
    ['syarat dan biaya paspor', ['syarat', 'biaya paspor']],
    ['How long does it take? And what is the fee?', ['How long does it take?', 'And what is the fee?']],
    ['which documents and how much', ['which documents', 'how much']],
  ])('"%s"', (text, parts) => {
    expect(splitQuestions(text, glossary)).toEqual(parts);
  });

  it.each([
    'apa saya dan istri bisa ikut',
    'what about my wife and my son',
    'akta lahir dan ijazah beda, gimana',
    'Saya kerja di Johor. Paspor habis bulan depan dan majikan tidak mau tahu. Bagaimana cara gantinya?',
    'My son is 19 and his mother is Indonesian. By when must he decide?',
    'paspor hilang dan dompet juga, lapor kemana',
  ])('but not "%s"', (text) => {
    expect(splitQuestions(text, glossary)).toEqual([text]);
  });
});
