const ONES: Readonly<Record<string, number>> = {
  satu: 1,
  dua: 2,
  duo: 2,
  tiga: 3,
  tigo: 3,
  empat: 4,
  ampat: 4,
  lima: 5,
  limo: 5,
  enam: 6,
  tujuh: 7,
  tujuah: 7,
  delapan: 8,
  lapan: 8,
  sembilan: 9,
  sepuluh: 10,
  sebelas: 11,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const UNIT = 'satu|dua|duo|tiga|tigo|empat|lima|limo|enam|tujuh|delapan|sembilan';
const TENS = 'twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety';
const SMALL = 'one|two|three|four|five|six|seven|eight|nine';

/** A number from 1 to 999 in figures, or one up to 99 in words, Indonesian or English; a decimal only with one digit after its comma. */
export const NUMBER = `(?:\\d{1,3}(?:[.,]5)?|(?:${UNIT}) ?(?:puluh|belas)(?: (?:${UNIT}))?|(?:${TENS})[ -](?:${SMALL})|${Object.keys(ONES).join('|')})`;

/** What `NUMBER` found, as a number; undefined when it is none. */
export function numberOf(words: string): number | undefined {
  const text = words.replace(/-/g, ' ').trim();
  if (/^\d/.test(text)) return Number(text.replace(',', '.'));
  const known = ONES[text];
  if (known !== undefined) return known;
  const indonesian = new RegExp(`^(${UNIT}) ?(puluh|belas)(?: (${UNIT}))?$`).exec(text);
  if (indonesian) {
    const [, first = '', scale, last] = indonesian;
    const ten = ONES[first] ?? 0;
    return scale === 'belas' ? 10 + ten : 10 * ten + (last === undefined ? 0 : (ONES[last] ?? 0));
  }
  const [tens = '', ones = ''] = text.split(' ');
  const sum = (ONES[tens] ?? Number.NaN) + (ONES[ones] ?? Number.NaN);
  return Number.isNaN(sum) ? undefined : sum;
}
