import { NUMBER, numberOf } from './numbers.js';
import { readable } from './readable.js';

const CHILD =
  'anak(?:ku|nya)?|balita|bayi|putra|putri|cucu|adik|adek|adk|keponakan|son|sons|daughter|kid|kids|child|children|boy|girl|baby|toddler';
const YEARS = '(?:tahun|thn|taun|th|years?|yrs?|yo|y\\.o\\.?)';
const AGED = String.raw`(?:umur(?:nya|ku)?|usia(?:nya|ku)?|berumur|berusia|umor|aged?|turned|turning)`;
const PATTERNS: readonly RegExp[] = [
  // "umur 17", "usianya baru 3 thn", "aged 5"
  new RegExp(
    String.raw`(?<!\p{L})${AGED}(?: (?:saya|sy|aku|dia|anak|anaknya|masih|baru|sudah|udah|udh|dah|is|of|nya|sekarang|genap|pas|ambo))* (?<n>${NUMBER})(?![\p{L}\d/]|[.,]\d)(?: ?(?<u>bulan|bln|months?))?`,
    'gu',
  ),
  // "17 years old", "5-year-old", "17yo"
  new RegExp(
    String.raw`(?<![\p{L}\d.,/])(?<n>${NUMBER})[ -]?(?:years?|yrs?|yr|tahun)[ -](?:olds?|of age|umurnya|usianya)(?!\p{L})|(?<![\p{L}\d.,/])(?<o>\d{1,2}) ?(?:yo|y\.o)(?!\p{L})`,
    'gu',
  ),
  // "anak 3 tahun", "anak saya 12 th", "bayi saya 5 bulan", "my son is 4", "my daughter, 9"
  new RegExp(
    String.raw`(?<!\p{L}|paspor |pasport |passport |passports )(?:${CHILD})(?: (?:saya|sy|aku|kami|ambo|kito|perempuan|laki|laki-laki|cowok|cewek|pertama|kedua|bungsu|sulung|masih|baru|sudah|udah|is|of|yang|yg|now|sekarang))*[ ,(]{1,2}(?<n>${NUMBER}) ?(?<u>tahun|thn|taun|th|years?|yrs?|bulan|bln|months?)(?!\p{L})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:my|our|his|her|the) (?:${CHILD}) (?:is|just turned|turned|has turned) (?<n>${NUMBER})(?![\p{L}\d/]|[.,]\d| (?:days|weeks|times|passport|people|of))`,
    'gu',
  ),
];
/** "umur 4 dan 7 tahun": the second of two. */
const SECOND = new RegExp(
  String.raw`^ ?(?:${YEARS})? ?(?:dan|and|&|,) ?(?:umur |usia )?(?<n>${NUMBER})(?: ?${YEARS})?(?!\p{L})`,
  'u',
);
/** What a rule says and nobody is. */
const RULE_BEFORE =
  /(?:di ?bawah|bawah|under|below|minimal|minimum|min|at least|di ?atas|atas|over|above|sampai|until|sebelum|before|kurang dari|lebih dari|maksimal|max|batas)(?: \p{L}+)? $/u;

/** Ages of people in a message, in whole years; a baby's months are 0. Validities ("paspor 10 tahun"), years of birth and limits ("di bawah 17") are not read. */
export function readAges(message: string): number[] {
  const text = readable(message);
  const found = new Map<number, number>();
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const { n, o, u } = match.groups ?? {};
      const words = n ?? o ?? '';
      const at = match.index + match[0].indexOf(words);
      if (
        RULE_BEFORE.test(text.slice(Math.max(0, at - 30), at)) ||
        RULE_BEFORE.test(text.slice(Math.max(0, match.index - 30), match.index))
      )
        continue;
      const value = numberOf(words);
      if (value === undefined || value > 110) continue;
      const months = u !== undefined && /^(?:bulan|bln|month)/.test(u);
      found.set(at, months ? Math.floor(value / 12) : Math.floor(value));
      const rest = text.slice(match.index + match[0].length);
      const second = months ? undefined : SECOND.exec(rest)?.groups?.['n'];
      const other = second === undefined ? undefined : numberOf(second);
      if (second !== undefined && other !== undefined && other <= 110)
        found.set(match.index + match[0].length + rest.indexOf(second), Math.floor(other));
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, age]) => age);
}
