/** The passport tariffs before PP 45/2024, in rupiah. Nothing that is paid today costs as much, so that a mention is a slip. */
const TARIFFS = [300_000, 355_000, 655_000];
/** Visa codes that are not issued any more, in the form `B211`, with or without the letter after it. */
const CODES = ['B211', 'C312', 'C313', 'C314', 'C315', 'C316', 'C317', 'C318', 'C319', 'D212'];

const thousands = TARIFFS.map((tariff) => tariff / 1000).join('|');
/** Rp355.000 · IDR 355,000 · 355 000 · 355000 · 355 ribu · 355rb · 355k · 355 thousand; never a part of a longer number. */
const TARIFF = new RegExp(
  String.raw`(?<![\d.,])(${thousands})(?:[.,\s]?000(?:,00|,-|\.00)?(?![.,]?\d)|\s?(?:ribu|rb|k|thousand)(?![\p{L}\d]))`,
  'giu',
);
/** B211 · B211A · b-211 a; never a part of a longer word. */
const CODE = new RegExp(
  String.raw`(?<![\p{L}\d])(${CODES.map((code) => `${code.charAt(0)}[\\s-]?${code.slice(1)}`).join('|')})(?:[\s-]?[A-Z])?(?![\p{L}\d])`,
  'giu',
);
/** Words by which a text says that what it names belongs to the past. */
const SAYS_SO =
  /\b(?:lama|dulu|dahulu|lagi|bekas|mantan|sebelumnya|pengganti|penggantinya|padanan|diganti|digantikan|old|older|former|formerly|previous|previously|no longer|successors?|equivalents?|replaced|replaces|replacement)\b/iu;

export interface Outdated {
  readonly kind: 'tariff' | 'code';
  /** As it stands in the text. */
  readonly text: string;
  /** The code without blanks and the letter after it (`B211`), or the amount (`355000`): two forms of one have the same. */
  readonly name: string;
}

/** The tariffs and visa codes in a text that are no longer in use, in whatever form they are written. */
export function outdatedIn(text: string): Outdated[] {
  return [
    ...[...text.matchAll(TARIFF)].map((match): Outdated => ({
      kind: 'tariff',
      text: match[0].trim(),
      name: `${match[1]}000`,
    })),
    ...[...text.matchAll(CODE)].map((match): Outdated => ({
      kind: 'code',
      text: match[0].trim(),
      name: (match[1] ?? '').replace(/[\s-]/g, '').toUpperCase(),
    })),
  ];
}

/** Whether an amount in rupiah is a tariff of the past. */
export function isOutdatedTariff(amount: number): boolean {
  return TARIFFS.includes(amount);
}

/** Whether a text tells its reader that what it names is of the past. */
export function saysItIsOutdated(text: string): boolean {
  return SAYS_SO.test(text);
}
