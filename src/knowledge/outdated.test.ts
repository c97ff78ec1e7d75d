import { describe, expect, it } from 'vitest';
import { outdatedIn } from './outdated.js';

describe('what is no longer in use', () => {
  it.each([
    'Rp355.000',
    'Rp 355.000,00',
    'IDR 355,000',
    'IDR355000',
    '355 ribu',
    '355rb',
    '355k',
    '355 thousand rupiah',
    'Rp300.000.',
    'Rp655.000,-',
    'B211',
    'b211a',
    'B-211 A',
    'D212',
    'C312',
    'visa C 317',
  ])('is found in the form %s', (text) => {
    expect(outdatedIn(`Bayar ${text} saja`)).toHaveLength(1);
  });

  it.each([
    'Rp350.000',
    'Rp1.355.000',
    'Rp355.000.000',
    'IDR 3,000,000',
    '355 kantor',
    '300 kg',
    'C1',
    'D12',
    'E31B',
    'AB2110',
    'B21',
    '13000000',
    'Permenkumham 22/2023',
  ])('is not seen in %s', (text) => {
    expect(outdatedIn(`Bayar ${text} saja`)).toEqual([]);
  });

  it('has one name for all forms of a code', () => {
    expect(outdatedIn('B211A, b-211').map(({ name }) => name)).toEqual(['B211', 'B211']);
  });
});
