import { expect, it } from 'vitest';
import { citationLine } from './citationLine.js';

const pp = { title: 'Tarif PNBP', url: 'https://a.go.id', legalBasis: 'PP 45/2024', checked: '2026-11-24' };

it('says the name, the legal basis and the day, in both languages', () => {
  expect(citationLine(pp, 'id')).toEqual({
    name: 'Tarif PNBP',
    url: 'https://a.go.id',
    rest: ' (PP 45/2024), dicek 24 November 2026',
  });
  expect(citationLine({ ...pp, checked: '2026-08-01' }, 'en').rest).toBe(' (PP 45/2024), checked 1 August 2026');
});

it('says nothing of what is not known', () => {
  expect(citationLine({ title: '', url: '', legalBasis: 'PP 45/2024', checked: '' }, 'id')).toEqual({
    name: 'PP 45/2024',
    url: '',
    rest: '',
  });
  expect(citationLine({ ...pp, legalBasis: '', checked: 'kemarin' }, 'id').rest).toBe('');
});
