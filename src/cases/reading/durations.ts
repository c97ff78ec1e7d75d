import { NUMBER, numberOf } from './numbers.js';
import { readable } from './readable.js';

export type DurationUnit = 'days' | 'weeks' | 'months' | 'years';

/** A length of time that a message names. */
export interface Duration {
  readonly value: number;
  readonly unit: DurationUnit;
  /** Days, at least and at most: months and years differ in length. Whole numbers. */
  readonly days: readonly [least: number, most: number];
  /** "lebih dari 60 hari", "kurang dari", "hampir"; a bound and no length. */
  readonly bound: 'more' | 'less' | undefined;
  /**
   * `left`: what remains ("tinggal 5 bulan", "3 days left", "lagi"); `ago`: what has passed ("5 hari yang lalu"). Undefined where nothing says so.
   */
  readonly direction: 'left' | 'ago' | undefined;
  /** It says how long a permit or a book is good for ("visa 60 hari", "paspor 10 tahun"), not what happened. */
  readonly ofPermit: boolean;
  /** Where it begins in the readable text. */
  readonly at: number;
}

const UNITS: readonly [DurationUnit, string][] = [
  ['days', 'hari|hri|hr|ari|days?'],
  ['weeks', 'minggu|mgg|mggu|pekan|weeks?|wks?'],
  ['months', 'bulan|bln|bulanan|months?|mths?|mos?'],
  ['years', 'tahun|thn|taun|th|years?|yrs?'],
];
const UNIT = UNITS.map(([, words]) => words).join('|');
/** "seminggu", "sebulan", "a week"; a single day in one word is a rate ("berapa sehari") as often as a length, and is not read. */
const SINGLE = 'se ?(?:minggu|bulan|tahun|pekan)|(?:a|an) (?:week|month|year)';
const HALF = 'setengah bulan|setengah tahun|half a year|half a month';
const PATTERN = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,/-])(?:(?<range>${NUMBER} ?(?:-|sampai|sampe|s/d|sd|hingga|to|or|atau) ?)??(?<number>${NUMBER})(?<plusHalf> setengah| and a half)?[ -]?(?:\([^)]{1,20}\) ?)?(?<unit>${UNIT})|(?<single>${SINGLE})|(?<half>${HALF}))(?!\p{L}|[ -]?kerja\b)(?<andHalf> setengah(?! \p{L}))?`,
  'gu',
);
const MORE_BEFORE =
  /(?:lebih(?: dari)?|lbh(?: dari)?|di ?atas|more than|over|beyond|longer than|exceed(?:ed|s|ing)?|lewat dari|melebihi)(?: dr)? $/;
const MORE_AFTER = /^ (?:lebih|lbh|plus|or more|more than)(?! \p{L}*kerja)/u;
const LESS_BEFORE =
  /(?:kurang(?: dari)?|krg(?: dari)?|di ?bawah|less than|under|below|within|fewer than|hampir|almost|nearly|maksimal|maks|max|paling lama|up to|belum(?: sampai| sampe| ada)?|blm) (?:dari )?$/;
const LEFT_BEFORE =
  /(?:(?<!\b(?:mau|ingin|pengen|pgn|akan|bisa|boleh|rencana|untuk|utk|izin|ijin|masa|mo|nak|ndak|dan|lama) )tinggal|sisa(?:nya)?|tersisa|masih(?: ada| berlaku| sisa)?|berlaku|valid(?: for)?|remaining|expires? in|in|dalam|within) $/;
const LEFT_AFTER = /^ (?:lagi|lg|left|remaining|more|to go|until|before|sebelum|ke ?depan|kedepan|from now|habis masa)/;
const AGO_AFTER =
  /^ (?:yang lalu|yg lalu|lalu|yang lewat|ago|kemarin|late|overdue|past|already passed|telat|terlambat|lewat)/;
const PERMIT_BEFORE =
  /(?:visa|visanya|voa|e-voa|evoa|evisa|e-visa|permit|izin|ijin|izin tinggal|ijin tinggal|izin kunjungan|kitas|itas|kitap|paspor|pasport|passport|e-paspor|epaspor|e-passport|buku|book|masa berlaku|berlaku|validity|stamp|c1|c2|b1|d1|limit|batas|batasnya) (?:kunjungan |anak |dewasa |elektronik |untuk |for |yang |yg |masa berlaku |selama )*$/;
const PERMIT_AFTER = /^[ -](?:visa|voa|permit|stay permit|passport|paspor|kitas|free|visa free|bebas visa|validity)\b/;
const LEAST_MONTH = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334, 365];
const MOST_MONTH = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337, 366];

/** The lengths of time that a message names, in its order. Working days, ranges ("10-15 hari"), hours, prices and years of the calendar are not read. */
export function readDurations(message: string): Duration[] {
  const text = readable(message);
  const found: Duration[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const { range, number, unit, single, half, plusHalf, andHalf } = match.groups ?? {};
    if (range !== undefined) continue;
    const at = match.index;
    const before = text.slice(Math.max(0, at - 50), at);
    const after = text.slice(at + match[0].length);
    if (/(?:per|setiap|tiap|each|every) $/.test(before) || /(?:rp|idr|usd|\$) ?$/.test(before)) continue;
    let value: number | undefined;
    let kind: DurationUnit | undefined;
    if (half !== undefined) {
      [value, kind] = /tahun|year/.test(half) ? [6, 'months'] : [15, 'days'];
    } else {
      const named = unit ?? single?.replace(/^(?:se ?|an? )/, '') ?? '';
      kind = UNITS.find(([, words]) => new RegExp(`^(?:${words})$`).test(named))?.[0];
      value = number === undefined ? 1 : numberOf(number);
      if (value !== undefined && (andHalf ?? plusHalf) !== undefined) value += 0.5;
    }
    if (value === undefined || kind === undefined || value === 0) continue;
    // "minggu" is Sunday as well, and "bulan 3" a month of the calendar: both have no number before them and are not found here.
    found.push({
      value,
      unit: kind,
      days: daysOf(value, kind),
      bound:
        MORE_BEFORE.test(before) || MORE_AFTER.test(after) ? 'more' : LESS_BEFORE.test(before) ? 'less' : undefined,
      direction: AGO_AFTER.test(after)
        ? 'ago'
        : LEFT_AFTER.test(after) || LEFT_BEFORE.test(before)
          ? 'left'
          : undefined,
      ofPermit: PERMIT_BEFORE.test(before) || PERMIT_AFTER.test(after),
      at,
    });
  }
  return found;
}

function daysOf(value: number, unit: DurationUnit): [number, number] {
  if (unit === 'days') return [Math.ceil(value), Math.ceil(value)];
  if (unit === 'weeks') return [Math.ceil(value * 7), Math.ceil(value * 7)];
  if (unit === 'years') return [Math.floor(value * 365), Math.ceil(value * 366)];
  const whole = Math.floor(value);
  const rest = value - whole;
  const least = (LEAST_MONTH[whole] ?? whole * 30) + Math.floor(rest * 28);
  const most = (MOST_MONTH[whole] ?? whole * 31) + Math.ceil(rest * 31);
  return [least, most];
}
