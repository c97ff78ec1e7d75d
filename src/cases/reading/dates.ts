import { readable } from './readable.js';

/** A day that a message names. */
export interface NamedDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Days before today; negative for a day to come. */
  readonly ago: number;
  readonly at: number;
}

const MONTHS = [
  'jan(?:uari|uary)?',
  'feb(?:ruari|ruary|uari)?',
  'mar(?:et|ch)?|mrt',
  'apr(?:il)?',
  'mei|may',
  'jun(?:i|e)?',
  'jul(?:i|y)?',
  'agu(?:stus|s)?|agt|ags|aug(?:ust)?',
  'sep(?:tember|t)?',
  'okt(?:ober)?|oct(?:ober)?',
  'nov(?:ember)?|nop(?:ember)?',
  'des(?:ember)?|dec(?:ember)?',
];
const MONTH = MONTHS.map((names, index) => `(?<m${index + 1}>${names})`).join('|');
const MONTH_SECOND = MONTH.replaceAll('(?<m', '(?<n');
const YEAR = String.raw`(?:,? (?<YEAR>20\d\d)(?!\d))?`;
const DAY_MONTH = new RegExp(
  String.raw`(?<![\p{L}\d])(?<d>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -](?:${MONTH})(?!\p{L})${YEAR.replace('YEAR', 'y')}`,
  'gu',
);
const MONTH_DAY = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${MONTH_SECOND})(?!\p{L}) (?<d>\d{1,2})(?:st|nd|rd|th)?(?!\d|\p{L})${YEAR.replace('YEAR', 'y')}`,
  'gu',
);
const NUMERIC = /(?<![\d/.-])(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>20\d\d)(?![\d/-])/gu;
const ISO = /(?<![\d/.-])(?<y>20\d\d)-(?<m>\d{1,2})-(?<d>\d{1,2})(?![\d/-])/gu;
/** A bare day of the month, only where the message says that something began then. */
const SINCE =
  /(?:sejak|dari|since|mulai|from)(?: tanggal| tgl| the)? (?<d>\d{1,2})(?:st|nd|rd|th)?(?! ?[\p{L}\d/.:-]| \p{L}*(?:hari|orang|tahun|bulan))/gu;
const SINCE_DATED =
  /(?:sejak|since|habis|expired|mati|lewat)(?: \p{L}+)? (?:tanggal|tgl) (?<d>\d{1,2})(?! ?[/.:-]?\d| (?:jan|feb|mar|mrt|apr|mei|may|ju[nl]|ag|aug|sep|okt|oct|no[vp]|de[sc]))/gu;
/** A day of birth says nothing about a permit. */
const BIRTH_BEFORE = /(?:lahir|kelahiran|ttl|born|birth|dob)\D{0,20}$/;
/** A day without a year is the nearest one: half a year back or ahead. */
const HALF_A_YEAR = 183;

/**
 * The days that a message names, in its order. Without a year it is the nearest such day; days of birth are passed over, and so is what could be
 * either of two days ("3/10/2026" is the third of October here, as everybody in Indonesia writes it).
 * @param today `YYYY-MM-DD`
 */
export function readDays(message: string, today: string): NamedDay[] {
  const text = readable(message);
  const found: NamedDay[] = [];
  const add = (at: number, year: number | undefined, month: number, day: number): void => {
    if (BIRTH_BEFORE.test(text.slice(Math.max(0, at - 40), at))) return;
    const named = year === undefined ? nearest(month, day, today) : dayOf(year, month, day);
    if (named !== undefined && !found.some((one) => one.day === named))
      found.push({ day: named, ago: daysBetween(named, today), at });
  };
  for (const match of [...text.matchAll(DAY_MONTH), ...text.matchAll(MONTH_DAY)]) {
    const groups = match.groups ?? {};
    const month =
      MONTHS.findIndex((_, index) => groups[`m${index + 1}`] !== undefined || groups[`n${index + 1}`] !== undefined) +
      1;
    add(match.index, groups['y'] === undefined ? undefined : Number(groups['y']), month, Number(groups['d']));
  }
  for (const match of [...text.matchAll(NUMERIC), ...text.matchAll(ISO)]) {
    const { y, m, d } = match.groups ?? {};
    add(match.index, Number(y), Number(m), Number(d));
  }
  for (const match of [...text.matchAll(SINCE), ...text.matchAll(SINCE_DATED)]) {
    const day = Number(match.groups?.['d']);
    const [year = 0, month = 0, now = 0] = today.split('-').map(Number);
    // The tenth, said on the fifth, is last month's only where it is said to have passed; so it is left open.
    if (day <= now) add(match.index, year, month, day);
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Whole months from today until a day; 0 for one that has passed. */
export function monthsUntil(day: string, today: string): number {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
  const [ty = 0, tm = 0, td = 0] = today.split('-').map(Number);
  return Math.max(0, (y - ty) * 12 + (m - tm) - (d < td ? 1 : 0));
}

/** Days from one day to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

function nearest(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1]
    .flatMap((one) => dayOf(one, month, day) ?? [])
    .find((one) => Math.abs(daysBetween(one, today)) <= HALF_A_YEAR);
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}
