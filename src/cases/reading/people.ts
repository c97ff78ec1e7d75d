import { NUMBER, numberOf } from './numbers.js';
import { readable } from './readable.js';

/** Who is meant, where a message counts them. */
export interface People {
  /** Named as children. */
  readonly children: number;
  /** Named as husband, wife, parents, grown-ups, or the writer among them. */
  readonly adults: number;
  /** Counted without saying who: "kami 4 orang", "3 paspor". */
  readonly unknown: number;
}

const before = String.raw`(?<![\p{L}\d.,/-])`;
const CHILDREN = new RegExp(
  String.raw`${before}(?<n>${NUMBER}) (?:orang )?(?:anak|balita|bayi|children|kids|child|kid|sons?|daughters?|babies|baby)(?!\p{L})`,
  'gu',
);
const ADULTS = new RegExp(
  String.raw`${before}(?<n>${NUMBER}) (?:orang )?(?:dewasa|istri|suami|orang tua|ortu|adults?|wife|husband|parents?|grown-?ups?)(?!\p{L})`,
  'gu',
);
const PEOPLE = new RegExp(
  String.raw`${before}(?<n>${NUMBER}) (?:orang(?! (?:anak|dewasa|tua|asing yang))|org|people|persons?|pax|of us|family members|anggota keluarga|paspor|pasport|passports?|buku|books?|jiwa)(?!\p{L})`,
  'gu',
);
const COMPANIONS: readonly RegExp[] = [
  /(?<!\p{L}|\d )(?:istri|isteri|bini|wife)(?!\p{L})/u,
  /(?<!\p{L}|\d )(?:suami|laki ambo|husband)(?!\p{L})/u,
];
const KIN = 'istri|isteri|suami|anak|anak-anak|orang tua|ortu|wife|husband|kids?|children|son|daughter|family|partner';
/** The writer beside others, and not only as the one who tells ("my wife overstayed and I am worried"). */
const SELF = new RegExp(
  String.raw`(?<!\p{L})(?:(?:saya|sy|aku|ambo|i|me),? (?:dan|sama|samo|bersama|beserta|dengan|dgn|and|plus|with) (?:my |our |the |${NUMBER} )?(?:${KIN})|(?:saya|aku), (?:${KIN})|(?:${KIN})(?: saya| ku)? (?:dan|sama|and) (?:saya|aku|i|me|myself)|termasuk saya|including me)(?!\p{L})`,
  'u',
);
const BOTH =
  /(?<!\p{L})(?:berdua|both of us|the two of us|kami bedua|suami istri|suami-istri|husband and wife|pasutri)(?!\p{L})/u;
const THREE = /(?<!\p{L})(?:bertiga|the three of us)(?!\p{L})/u;
const FOUR = /(?<!\p{L})(?:berempat|the four of us)(?!\p{L})/u;
const ONE_CHILD =
  /(?<!\p{L}|\d )(?:dan|sama|samo|serta|and|\+|,|dengan|with) (?:satu |seorang |my |our |a |one )?(?:anak|child|kid|son|daughter|bayi|baby)(?: saya)?(?!\p{L}|-anak| anak)/u;
/** More than so many in one message is no family, and not what this answers. */
const MOST = 20;

/** How many people or books a message counts; undefined where it counts none, or fewer than two. */
export function readPeople(message: string): People | undefined {
  const text = readable(message);
  let children = sum(text, CHILDREN);
  let adults = sum(text, ADULTS);
  let unknown = sum(text, PEOPLE);
  if (BOTH.test(text)) {
    if (/suami[ -]istri|husband and wife|pasutri/.test(text)) adults = Math.max(adults, 2);
    else unknown = Math.max(unknown, 2);
  } else if (THREE.test(text)) unknown = Math.max(unknown, 3);
  else if (FOUR.test(text)) unknown = Math.max(unknown, 4);
  else {
    adults += COMPANIONS.filter((pattern) => pattern.test(text)).length;
    if (SELF.test(text)) adults += 1;
    if (children === 0 && adults > 0 && ONE_CHILD.test(text)) children = 1;
  }
  // "kami 4 orang: saya, istri, 2 anak" counts the same people twice.
  if (unknown > 0 && children + adults > 0) {
    if (children + adults > unknown) return undefined;
    unknown -= children + adults;
  }
  const all = children + adults + unknown;
  return all < 2 || all > MOST ? undefined : { children, adults, unknown };
}

function sum(text: string, pattern: RegExp): number {
  let all = 0;
  for (const match of text.matchAll(pattern)) {
    const value = numberOf(match.groups?.['n'] ?? '');
    if (value !== undefined && Number.isInteger(value)) all += value;
  }
  return all;
}
