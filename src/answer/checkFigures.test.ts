import { describe, expect, it } from 'vitest';
import { checkFigures } from './checkFigures.js';
import type { Span } from './spans.js';

const spans: Span[] = [
  { kind: 'fact', text: 'Rp950.000', fact: 'fee' },
  { kind: 'fact', text: '4 hari kerja', fact: 'time' },
  { kind: 'fact', text: '30 days', fact: 'stay' },
  { kind: 'source', text: 'https://imigrasi.go.id/biaya' },
  { kind: 'source', text: '24 November 2026' },
];
const stray = (text: string): string[] => checkFigures(text, spans).map(({ text: figure }) => figure);

describe('no figure goes out that no fact stands behind', () => {
  it('lets a reply pass whose figures are all facts', () => {
    expect(
      stray(
        '1. Bayar Rp950.000.\n2. Tunggu 4 hari kerja.\nSumber: PP 45/2024 (dicek 24 November 2026). https://imigrasi.go.id/biaya',
      ),
    ).toEqual([]);
  });

  it.each([
    ['another amount', 'Bayar Rp650.000.', 'Rp650.000'],
    ['an amount that only begins like a fact', 'Bayar Rp950.000.000.', 'Rp950.000.000'],
    ['an amount that only ends like a fact', 'Stay 130 days.', '130 days'],
    ['a fact’s number with another unit', 'Tunggu 4 hari.', '4 hari'],
    ['an amount in words', 'sekitar 650 ribu', '650 ribu'],
    ['a number of days', 'within 14 days', '14 days'],
    ['a date', 'sampai 1 Maret', '1 Maret'],
    ['a time', 'buka 08.00', '08.00'],
    ['a link', 'lihat https://imigrasibengkulu.id', 'https://imigrasibengkulu.id'],
    ['an e-mail address', 'tulis ke a@b.id', 'a@b.id'],
    ['a bare number', 'nomor 110', '110'],
    ['a number with its word in brackets', 'dalam 5 (lima) hari', '5 (lima) hari'],
    ['a hyphen before the unit', 'visa 6-bulan', '6-bulan'],
    ['an hour', 'buka jam 9', 'jam 9'],
    ['an address without a scheme', 'lihat imigrasibengkulu.id/biaya', 'imigrasibengkulu.id/biaya'],
    ['an amount after the name of a kind of law', 'sesuai PP 950.000', '950'],
  ])('stops %s', (_, text, figure) => {
    expect(stray(text)).toContain(figure);
  });

  it('lets numbers of lists, laws, forms and visa codes pass', () => {
    expect(stray('1. Isi Perdim 11.\n2. Minta C1, bukan B211A.\nPermenkumham 8/2014; UU 63/2024; E33G')).toEqual([]);
  });
});
