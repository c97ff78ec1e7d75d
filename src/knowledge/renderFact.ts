import type { Fact, Language, Unit } from './types.js';

const NOUNS: Partial<Record<Unit, Record<Language, readonly [one: string, many: string]>>> = {
  minutes: { id: ['menit', 'menit'], en: ['minute', 'minutes'] },
  hours: { id: ['jam', 'jam'], en: ['hour', 'hours'] },
  days: { id: ['hari', 'hari'], en: ['day', 'days'] },
  working_days: { id: ['hari kerja', 'hari kerja'], en: ['working day', 'working days'] },
  months: { id: ['bulan', 'bulan'], en: ['month', 'months'] },
  years: { id: ['tahun', 'tahun'], en: ['year', 'years'] },
  pages: { id: ['halaman', 'halaman'], en: ['page', 'pages'] },
};
const days: Record<Language, Intl.DateTimeFormat> = {
  id: new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
};
const numbers: Record<Language, Intl.NumberFormat> = {
  id: new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }),
};

/** "Rp950.000" or "IDR 950,000". */
export function renderAmount(value: number, currency: 'IDR' | 'USD', language: Language): string {
  const digits = numbers[language].format(value);
  return currency === 'IDR' && language === 'id' ? `Rp${digits}` : `${currency} ${digits}`;
}

/** "1 Maret 2025" or "1 March 2025", from `2025-03-01`. */
export function renderDay(day: string, language: Language): string {
  return days[language].format(new Date(`${day}T00:00:00Z`));
}

/**
 * A fact's value in words, with its unit. An age is a bare number in English ("under 17") and carries its unit in Indonesian
 * ("di bawah 17 tahun"), as each language says it.
 * @returns undefined when the fact has no value
 */
export function renderFact(fact: Fact, language: Language): string | undefined {
  const { value, unit } = fact;
  if (value === undefined) return undefined;
  if (typeof value === 'object') return value[language];
  if (unit === 'date') return renderDay(String(value), language);
  if (typeof value === 'string') return value;
  return renderQuantity(value, unit, language);
}

/** A number in words, with its unit, as a fact of that unit is rendered: "Rp12.000.000", "12 hari". */
export function renderQuantity(value: number, unit: Unit, language: Language): string {
  if (unit === 'IDR' || unit === 'USD') return renderAmount(value, unit, language);
  const digits = numbers[language].format(value);
  if (unit === 'age') return language === 'id' ? `${digits} tahun` : digits;
  const nouns = NOUNS[unit]?.[language];
  return nouns ? `${digits} ${value === 1 ? nouns[0] : nouns[1]}` : digits;
}
