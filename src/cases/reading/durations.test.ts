import { describe, expect, it } from 'vitest';
import { readDurations } from './durations.js';

const read = (text: string): string[] => readDurations(text).map(({ value, unit }) => `${value} ${unit}`);

describe('lengths of time are read as people write them', () => {
  it.each([
    ['overstay 12 hari', '12 days'],
    ['lewat 12hr', '12 days'],
    ['telat duo minggu', '2 weeks'],
    ['dua minggu', '2 weeks'],
    ['sebulan di sini', '1 months'],
    ['se minggu', '1 weeks'],
    ['3 thn', '3 years'],
    ['six weeks', '6 weeks'],
    ['forty-five days', '45 days'],
    ['dua puluh lima hari', '25 days'],
    ['duabelas hari', '12 days'],
    ['satu setengah bulan', '1.5 months'],
    ['1,5 bulan', '1.5 months'],
    ['setengah tahun', '6 months'],
    ['half a year', '6 months'],
    ['a week', '1 weeks'],
    ['a 10-day stay', '10 days'],
    ['selama 14 (empat belas) hari', '14 days'],
  ])('"%s"', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });
});

describe('what is no length of time is not read as one', () => {
  it.each([
    ['working days', 'selesai 4 hari kerja'],
    ['a range', 'overstay 10-15 hari'],
    ['a range in words', 'stay 2 to 3 weeks'],
    ['a rate', 'denda berapa sehari'],
    ['a rate with a number', 'Rp1.000.000 per 1 hari'],
    ['a year of the calendar', 'paspor terbit tahun 2019'],
    ['a price', 'bayar 350 ribu'],
    ['a passport number', 'paspor C1234567 hari ini'],
    ['a vague number', 'lewat bbrp hari'],
    ['a decimal of thousands', '1.000 hari'],
    ['hours', '12 jam'],
  ])('%s: "%s"', (_, text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('a length of time comes with what it is of', () => {
  const [one] = [(text: string) => readDurations(text)[0]];

  it('tells months apart in days, because they differ', () => {
    expect(one('2 bulan')?.days).toEqual([59, 62]);
    expect(one('2 weeks')?.days).toEqual([14, 14]);
  });

  it.each([
    ['paspor tinggal 5 bulan', 'left'],
    ['visa habis 3 hari lagi', 'left'],
    ['3 days left', 'left'],
    ['i fly in 2 weeks', 'left'],
    ['habis 5 hari yang lalu', 'ago'],
    ['expired 12 days ago', 'ago'],
    ['mau tinggal 4 bulan', undefined],
    ['overstay 12 hari', undefined],
  ])('"%s" is %s', (text, direction) => {
    expect(one(text)?.direction).toBe(direction);
  });

  it.each(['visa 60 hari saya', 'a 30 day visa', 'paspor 10 tahun', 'KITAS 2 tahun', 'izin tinggal 30 hari'])(
    '"%s" is how long a permit is good for',
    (text) => {
      expect(one(text)?.ofPermit).toBe(true);
    },
  );

  it.each([
    ['lebih dari 60 hari', 'more'],
    ['over 60 days', 'more'],
    ['60 hari lebih', 'more'],
    ['kurang dari 60 hari', 'less'],
    ['almost 60 days', 'less'],
    ['60 hari', undefined],
  ])('"%s" is a bound: %s', (text, bound) => {
    expect(one(text)?.bound).toBe(bound);
  });
});
