import { describe, expect, it } from 'vitest';
import { renderFact } from './renderFact.js';
import type { Fact, Language, Unit } from './types.js';

const fact = (unit: Unit, value: Fact['value']): Fact => ({ unit, value }) as Fact;

describe('a fact in words', () => {
  it.each<[Unit, Fact['value'], string, string]>([
    ['IDR', 950_000, 'Rp950.000', 'IDR 950,000'],
    ['USD', 2_000, 'USD 2.000', 'USD 2,000'],
    ['working_days', 4, '4 hari kerja', '4 working days'],
    ['days', 1, '1 hari', '1 day'],
    ['months', 6, '6 bulan', '6 months'],
    ['age', 17, '17 tahun', '17'],
    ['date', '2025-03-01', '1 Maret 2025', '1 March 2025'],
    ['count', 97, '97', '97'],
    ['text', { id: 'Jalan Satu', en: 'First Street' }, 'Jalan Satu', 'First Street'],
    ['url', 'https://evisa.imigrasi.go.id', 'https://evisa.imigrasi.go.id', 'https://evisa.imigrasi.go.id'],
  ])('%s %j', (unit, value, id, en) => {
    const rendered = (['id', 'en'] as Language[]).map((language) => renderFact(fact(unit, value), language));
    expect(rendered).toEqual([id, en]);
  });

  it('has no words for what is unknown', () => {
    expect(renderFact(fact('IDR', undefined), 'id')).toBeUndefined();
  });
});
