import type { Span } from './spans.js';

const NUMBER = String.raw`\d+(?:[.,]\d+)*`;
/** What is counted; after a figure these words belong to it. */
export const UNIT_WORDS =
  'ribu|rb|juta|jt|miliar|thousand|million|billion|rupiah|' +
  'detik|menit|jam|hari kerja|hari|minggu|bulan|tahun|thn|bln|seconds?|minutes?|hours?|working days?|days?|weeks?|months?|years?|' +
  'halaman|pages?|lembar|%|persen|percent';
const NUMBER_WORDS =
  'satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|seratus|ratus|seribu|' +
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|hundred';
/** A quantity of time or money in words. */
export const SPELT_OUT = new RegExp(
  String.raw`\b(?:${NUMBER_WORDS})[\s-]+(?:${UNIT_WORDS.replace('%|', '')})(?!\p{L})|\bse(?:jam|hari|minggu|bulan|tahun|juta)\b`,
  'iu',
);
const MONTHS =
  'januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|' +
  'january|february|march|may|june|july|august|october|december';

/** What counts as a figure. Bare numbers do too, except those that only name or count something (see `HARMLESS`). */
const FIGURES = [
  { name: 'amount', pattern: new RegExp(String.raw`(?:rp|idr|usd|us\$|\$|€|£)\s*${NUMBER}`, 'giu') },
  {
    name: 'quantity',
    pattern: new RegExp(String.raw`${NUMBER}[\s-]*(?:\(\p{L}+\)\s*)?(?:${UNIT_WORDS})(?!\p{L})`, 'giu'),
  },
  {
    name: 'date',
    pattern: new RegExp(
      String.raw`\b\d{1,2}\s+(?:${MONTHS})\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b`,
      'giu',
    ),
  },
  { name: 'time', pattern: /\b\d{1,2}[.:]\d{2}\b|\b(?:jam|pukul) \d{1,2}\b/giu },
  { name: 'address', pattern: /[\p{L}\d._-]+@[\p{L}\d.-]+\.\p{L}+/giu },
  {
    name: 'link',
    pattern:
      /\b(?:https?:\/\/|www\.)\S+|\b[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|id|org|net|ly|io|co|info|me)\b(?:\/\S*)?/giu,
  },
  { name: 'number', pattern: /\d{2,}/gu },
] as const;

/** Numbers that state no figure: the number of a list item, of a law or a form, the code of a visa. */
const HARMLESS =
  /^\d{1,2}\. |\b(?:PP|UU|Perpres|Permenkumham|Permen Imipas|Kepmen Imipas|Kepdirjen|SE|Perdim|Law|GR)\s(?:No\.?\s)?(?:\d{1,4}(?:\/\d{4})?|[A-Z]{1,4}[\p{L}\d.\-/]*\/\d{4}|[A-Z]{1,4}-[\p{L}\d.\-/]+)(?![.,]?\d)|\b[A-F]\d{1,2}[A-Z]?\b(?!\s*(?:tahun|hari|bulan|years?|days?|months?))|\bB211A\b/gmu;

export interface StrayFigure {
  readonly kind: (typeof FIGURES)[number]['name'];
  readonly text: string;
}

/**
 * The figures of a text that come from none of its spans: amounts, quantities of time, dates, times, links, addresses and other numbers
 * of two digits or more. An empty list means that the text may go out.
 */
export function checkFigures(text: string, spans: readonly Span[]): StrayFigure[] {
  let rest = text;
  // Longest first, so that a span that lies within another cannot cut it in two.
  for (const span of [...spans].sort((a, b) => b.text.length - a.text.length)) rest = takeOut(rest, span.text);
  rest = rest.replace(HARMLESS, ' ');
  const stray: StrayFigure[] = [];
  for (const { name, pattern } of FIGURES) {
    rest = rest.replace(pattern, (found) => {
      stray.push({ kind: name, text: found.trim() });
      return ' ';
    });
  }
  return stray;
}

/** Replaces whole occurrences by a mark: "Rp95" is not taken out of "Rp950.000", nor "30 hari" out of "130 hari". */
function takeOut(text: string, figure: string): string {
  if (figure === '' || !text.includes(figure)) return text;
  const escaped = figure.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = /^\d/.test(figure) ? String.raw`(?<![\d]|\d[.,])` : '';
  const after = /\d$/.test(figure) ? String.raw`(?!\d|[.,]\d)` : /\p{L}$/u.test(figure) ? String.raw`(?!\p{L})` : '';
  return text.replace(new RegExp(before + escaped + after, 'gu'), '\u25a1');
}
