import { normalise } from '../retrieval/normalise.js';

const WORDS: ReadonlyMap<string, number> = new Map(
  (
    'satu:1 dua:2 tiga:3 empat:4 limo:5 lima:5 enam:6 tujuh:7 delapan:8 sembilan:9 sepuluh:10 sebelas:11 setahun:1 ' +
    'one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 ' +
    'sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20'
  )
    .split(' ')
    .map((pair) => {
      const [word = '', value] = pair.split(':');
      return [word, Number(value)] as const;
    }),
);
const COUNT = String.raw`(\d{1,3}|${[...WORDS.keys()].join('|')})`;
const TEENS = /\b(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan) belas\b/g;
const YEARS = new RegExp(String.raw`\b${COUNT}\s*(?:tahunan|tahun|taun|thn|th|years? olds?|years?|yrs?|yo|y o)\b`, 'g');
const LESS_THAN_A_YEAR = new RegExp(
  String.raw`\b(?:${COUNT}|beberapa|a few|se)\s*(bulan|bln|months?|mos?|minggu|weeks?|hari|days?)\b`,
  'g',
);
const STATED = new RegExp(
  String.raw`\b(?:umur|usia|umurnya|usianya|berumur|berusia|aged?|turned|turns|is|he s|she s|hes|shes|im|i am)\s+(?:baru\s+|sudah\s+|udah\s+|now\s+|only\s+)?${COUNT}\b(?!\s*(?:bulan|bln|months?|minggu|weeks?|hari|days?|tahun|thn|th|years?|yrs?))`,
  'g',
);
const NOT_YET =
  /\b(?:hampir|mau|belum genap|belum sampai|belum|jalan|menjelang|di ?bawah|kurang dari|under|below|almost|nearly|turning|not yet|less than)\s+$/;
const BARE = new RegExp(String.raw`^(?:baru |sudah |udah |just |only |about |sekitar |kira kira )?${COUNT}$`);
const OLDEST = 120;

/**
 * The ages, in years, that a text names: "3 tahun", "my son is 12", "baru 6 bulan", "hampir 17" (which is a little less).
 * @param bare whether a number alone is an age: where an age was asked for
 */
export function readAges(text: string, bare: boolean): number[] {
  const said = normalise(text).replace(TEENS, (_, word: string) => String((WORDS.get(word) ?? 0) + 10));
  const ages: number[] = [];
  const value = (count: string): number => WORDS.get(count) ?? Number(count);
  const add = (age: number, at: number): void => {
    ages.push(NOT_YET.test(said.slice(0, at)) ? Math.max(0, age - 0.5) : age);
  };
  for (const match of said.matchAll(YEARS)) add(value(match[1] ?? ''), match.index);
  for (const match of said.matchAll(STATED)) add(value(match[1] ?? ''), match.index);
  if (ages.length === 0) {
    for (const match of said.matchAll(LESS_THAN_A_YEAR)) {
      const months = /^(?:bulan|bln|mo)/.test(match[2] ?? '');
      add(months && match[1] !== undefined ? Math.floor(value(match[1]) / 12) : 0, match.index);
    }
  }
  const alone = bare ? BARE.exec(said) : null;
  if (ages.length === 0 && alone) ages.push(value(alone[1] ?? ''));
  return ages.filter((age) => age >= 0 && age <= OLDEST);
}
