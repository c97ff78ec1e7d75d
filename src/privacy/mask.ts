export interface MaskedText {
  readonly text: string;
  /** Whether anything was masked. */
  readonly masked: boolean;
}

/**
 * What identifies a person, most particular first. Amounts ("Rp1.000.000", "1.500.000"), dates and years stay readable; any other run
 * of eight digits or more is taken for a number that nobody here needs.
 */
const PATTERNS: readonly { readonly pattern: RegExp; readonly mask: string }[] = [
  { pattern: /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu, mask: '[e-mail]' },
  // NIK and family card numbers have sixteen digits, often typed in groups.
  { pattern: /(?<![\d.,])\d(?:[ .-]?\d){15}(?![\d])/gu, mask: '[NIK]' },
  // Stay permits: "2C11JE1234-W", "2D41AF0012AT" and the like.
  { pattern: /(?<![\p{L}\d])\d[A-Z]\d{2}[A-Z]{2}\d{4,6}-?[A-Z]{0,2}(?![\p{L}\d])/giu, mask: '[permit]' },
  // Passports: one or two letters and six to eight digits.
  { pattern: /(?<![\p{L}\d])[A-Z]{1,2}[ -]?\d{6,8}(?![\p{L}\d])/giu, mask: '[passport]' },
  { pattern: /(?<![\d\p{L}])(?:\+|00)\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}(?![\d])/gu, mask: '[phone]' },
  { pattern: /(?<![\d\p{L}])(?:62|0)8\d{1,2}(?:[ .-]?\d{2,4}){2,4}(?![\d])/gu, mask: '[phone]' },
  { pattern: /(?<![\d.,\p{L}])(?!(?:19|20)\d{6}(?!\d))\d(?:[ -]?\d){7,}(?![\d])/gu, mask: '[number]' },
];

/** Amounts and dates: what people ask about. */
const READABLE =
  /(?:rp|idr|usd|us\$|\$)\.?\s*\d[\d.,]*|\b\d{1,3}(?:[.,]\d{3})+(?:,\d{2})?(?!\d)|(?<!\d|\d[-/.])(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})(?![-/.]?\d)/giu;

/**
 * Masks identity numbers, phone numbers and e-mail addresses in what a person wrote.
 * @param text well-formed text (see `cleanText`)
 */
export function maskIdentifiers(text: string): MaskedText {
  let masked = false;
  // Set aside first, so that no pattern takes them for an identity number.
  const readable: string[] = [];
  let rest = text.replace(READABLE, (found) => {
    readable.push(found);
    return `\u0001${'\u0002'.repeat(readable.length - 1)}\u0003`;
  });
  for (const { pattern, mask } of PATTERNS) {
    rest = rest.replace(pattern, () => {
      masked = true;
      return mask;
    });
  }
  const back = rest.replace(/\u0001(\u0002*)\u0003/gu, (_, marks: string) => readable[marks.length] ?? '');
  return { text: back, masked };
}

/** A text without the marks that masking leaves, for understanding it: they stand for numbers that mean nothing to an answer. */
export function withoutMasks(text: string): string {
  return text.replace(/\[(?:NIK|e-mail|permit|passport|phone|number)\]/g, ' ');
}
