export interface MaskedText {
  readonly text: string;
  /** Whether anything was masked. */
  readonly masked: boolean;
}

/** What people put between the digits of a number. */
const GAP = '[ .,/_-]';

/**
 * What identifies a person, most particular first, on a text in which digits, blanks and hyphens of every script have been made plain ones.
 * Any other run of eight digits or more is taken for a number that nobody here needs.
 */
const PATTERNS: readonly { readonly pattern: RegExp; readonly mask: string }[] = [
  { pattern: /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu, mask: '[e-mail]' },
  // NIK and family card numbers have sixteen digits, often typed in groups.
  { pattern: new RegExp(String.raw`(?<!\d)(?<!\d[.,])\d(?:${GAP}?\d){15}(?!\d)`, 'gu'), mask: '[NIK]' },
  // Stay permits: "2C11JE1234-W", "2D41AF0012AT" and the like.
  { pattern: /(?<![\p{L}\d])\d[A-Z]\d{2}[A-Z]{2}[ -]?\d{4,6}-?[A-Z]{0,2}(?![\p{L}\d])/giu, mask: '[permit]' },
  // Passports: one or two letters and six to eight digits.
  { pattern: /(?<![\p{L}\d])[A-Z]{1,2}[ .-]?\d(?:[ .-]?\d){5,7}(?![\p{L}\d]|[ .-]\d)/giu, mask: '[passport]' },
  { pattern: new RegExp(String.raw`(?<!\d)(?:\+|00)\d{1,3}(?:${GAP}?[()]?\d){7,13}(?!\d)`, 'gu'), mask: '[phone]' },
  { pattern: new RegExp(String.raw`(?<!\d)(?:62|0)8(?:${GAP}?\d){7,12}(?!\d)`, 'gu'), mask: '[phone]' },
  { pattern: /(?<!\d)(?<!\d[.,])(?!(?:19|20)\d{6}(?!\d))\d(?:[ -]?\d){7,}(?!\d)/gu, mask: '[number]' },
];

/** Amounts and dates: what people ask about. No amount here has more than twelve digits. */
const READABLE =
  /(?:rp|idr|usd|us\$|\$)\.? ?\d[\d.,]{0,17}|(?<!\d)(?<!\d[.,])\d{1,3}(?:[.,]\d{3}){1,3}(?:,\d{2})?(?![.,]?\d)|(?<!\d|\d[-/.])(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})(?![-/.]?\d)/giu;
const MOST_DIGITS_OF_AN_AMOUNT = 12;

/**
 * Masks identity numbers, phone numbers and e-mail addresses in what a person wrote.
 * @param text clean text (see `cleanText`)
 */
export function maskIdentifiers(text: string): MaskedText {
  // Folding keeps the length, so that a place in the folded text is the same place in what was written.
  let folded = fold(text);
  const found: { start: number; end: number; mask: string }[] = [];
  const blank = (start: number, length: number): void => {
    folded = `${folded.slice(0, start)}${'\u0001'.repeat(length)}${folded.slice(start + length)}`;
  };
  for (const { 0: amount, index } of folded.matchAll(READABLE)) {
    if (amount.replace(/\D/g, '').length <= MOST_DIGITS_OF_AN_AMOUNT) blank(index, amount.length);
  }
  for (const { pattern, mask } of PATTERNS) {
    for (const { 0: number, index } of folded.matchAll(pattern)) {
      found.push({ start: index, end: index + number.length, mask });
      blank(index, number.length);
    }
  }
  let masked = text;
  for (const { start, end, mask } of found.sort((a, b) => b.start - a.start))
    masked = masked.slice(0, start) + mask + masked.slice(end);
  return { text: masked, masked: found.length > 0 };
}

/** Digits of every script as ASCII ones, every blank and hyphen as the plain one; one code unit for one. */
function fold(text: string): string {
  return text
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-');
}

/** A text without the marks that masking leaves, for understanding it: they stand for numbers that mean nothing to an answer. */
export function withoutMasks(text: string): string {
  return text.replace(/\[(?:NIK|e-mail|permit|passport|phone|number)\]/g, ' ');
}
