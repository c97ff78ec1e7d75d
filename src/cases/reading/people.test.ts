import { describe, expect, it } from 'vitest';
import { readAges } from './ages.js';
import { readPeople } from './people.js';

describe('ages', () => {
  it.each([
    ['anak 3 tahun mau bikin paspor', [3]],
    ['umur 17 bisa paspor sendiri', [17]],
    ['usia saya 16 thn', [16]],
    ['my son is 4, can he walk in', [4]],
    ['my daughter, 9 years old', [9]],
    ['a 5-year-old child', [5]],
    ['passport for 17yo', [17]],
    ['anak umur 4 dan 7 tahun', [4, 7]],
    ['bayi 5 bulan', [0]],
    ['anak perempuan saya 12 th', [12]],
    ['umur tujuh belas', [17]],
  ])('"%s"', (text, ages) => {
    expect(readAges(text)).toEqual(ages);
  });

  it.each([
    ['a validity', 'paspor 10 tahun berapa'],
    ['a validity of a child’s passport', 'paspor anak 5 tahun berapa'],
    ['a rule', 'anak di bawah 17 tahun'],
    ['a rule in English', 'children under 5 years old'],
    ['a year of birth', 'anak lahir 2015'],
    ['a time lived here', 'sudah 4 tahun di indonesia'],
    ['children and not years', 'anak 3 orang'],
    ['a marriage', 'nikah 2 tahun'],
  ])('are not read from %s: "%s"', (_, text) => {
    expect(readAges(text)).toEqual([]);
  });
});

describe('people', () => {
  it.each([
    ['2 anak 1 istri bikin paspor', { children: 2, adults: 1, unknown: 0 }],
    ['saya dan istri mau bikin paspor', { children: 0, adults: 2, unknown: 0 }],
    ['saya, istri dan 2 anak', { children: 2, adults: 2, unknown: 0 }],
    ['me and my wife plus two kids', { children: 2, adults: 2, unknown: 0 }],
    ['kami berempat', { children: 0, adults: 0, unknown: 4 }],
    ['3 paspor', { children: 0, adults: 0, unknown: 3 }],
    ['kami 4 orang: saya, istri, 2 anak', { children: 2, adults: 2, unknown: 0 }],
    ['we are three people', { children: 0, adults: 0, unknown: 3 }],
    ['suami istri', { children: 0, adults: 2, unknown: 0 }],
  ])('"%s"', (text, people) => {
    expect(readPeople(text)).toEqual(people);
  });

  it.each([
    'bikin paspor',
    'istri saya overstay 5 hari',
    'my wife overstayed and i am worried',
    'paspor anak saya',
    'orang tua harus ikut',
    '1 orang',
    'paspor nomor 3',
  ])('"%s" counts nobody', (text) => {
    expect(readPeople(text)).toBeUndefined();
  });
});
