import { describe, expect, it } from 'vitest';
import { monthsUntil, readDays } from './dates.js';

const TODAY = '2026-11-24';
const read = (text: string): string[] => readDays(text, TODAY).map(({ day }) => day);

describe('days are read with the day of today', () => {
  it.each([
    ['visa expired 3 October', '2026-10-03'],
    ['expired October 3rd', '2026-10-03'],
    ['habis 3 okt', '2026-10-03'],
    ['habis tgl 3 oktober 2026', '2026-10-03'],
    ['ended on 03/10/2026', '2026-10-03'],
    ['ended 2026-10-03', '2026-10-03'],
    ['sejak tanggal 10', '2026-11-10'],
    ['izin mati tgl 12', '2026-11-12'],
    ['paspor habis 12 Maret', '2027-03-12'],
    ['expires 1 jan', '2027-01-01'],
    ['sejak tanggal 10 november', '2026-11-10'],
  ])('"%s"', (text, day) => {
    expect(read(text)).toEqual([day]);
  });

  it('counts how long ago', () => {
    expect(readDays('3 October', TODAY)[0]?.ago).toBe(52);
    expect(readDays('1 December', TODAY)[0]?.ago).toBe(-7);
  });
});

describe('what is no day, or not surely one, is not read', () => {
  it.each([
    ['a day of birth', 'anak lahir 3 mei 2020'],
    ['a day of birth in English', 'born on 3 May 2020'],
    ['a day that does not exist', '31 februari'],
    ['a day of the month without a beginning', 'tanggal 10 saya ke kantor'],
    ['a day of the month still to come', 'sejak tanggal 28'],
    ['a number of people', 'dari 10 orang'],
    ['a section of a law', 'pasal 3'],
  ])('%s: "%s"', (_, text) => {
    expect(read(text)).toEqual([]);
  });
});

it('counts whole months that are left', () => {
  expect(monthsUntil('2027-03-24', TODAY)).toBe(4);
  expect(monthsUntil('2027-03-23', TODAY)).toBe(3);
  expect(monthsUntil('2026-01-01', TODAY)).toBe(0);
});
