import type { Country } from '../../knowledge/types.js';
import { readable } from './readable.js';

/** A country that a message names. */
export interface NamedCountry {
  readonly country: Country;
  /** `origin`: where somebody is from or whose passport they hold; `destination`: where somebody goes or is; undefined where nothing says so. */
  readonly role: 'origin' | 'destination' | undefined;
}

const ORIGIN_BEFORE =
  /(?:\bfrom|\bdari|\borang|\bwarga(?: negara)?(?: asal)?|\bwn|\bwna|\basal(?:nya)?|\bbule|\bcitizens? of|\bnationals? of|\bcitizen from|\bpaspor(?:nya)?|\bpassport(?: is)?(?: from)?|\bturis|\btamu|\bpacar(?:ku)?|\bteman|\bsuami(?:ku)?|\bistri(?:ku)?|\bkewarganegaraan(?:nya)?|\bnationality(?: is)?|\buntuk (?:wna|orang|warga)|\brepublic of|\bwong|\burang) (?:saya |kami |my |asal |the |orang |warga negara |dari )*$/;
const ORIGIN_AFTER =
  /^ (?:citizens?|nationals?|passports?|passport holders?|nationality|people|person|guy|tourists?|man|woman|lady|friend|husband|wife|family)\b/;
const DESTINATION_BEFORE =
  /(?:\bke|\bto|\bin|\bdi|\bat|\binto|\btujuan|\bvisit(?:ing)?|\bliburan|\bkerja|\bmenuju|\bleaving|\bembassy of|\bkedutaan|\bkedubes|\bkonsulat|\bkbri|\bkjri|\benter(?:ing)?|\bcuti|\bvisa|\bvia|\btransit|\bmampir) (?:the |negara )?$/;
const DESTINATION_AFTER = /^ (?:embassy|visa|consulate|immigration|airlines?|airport|border)\b/;

/**
 * The countries that a message names, each once, in its order. Names that are common words as well count only where something says that they are meant as a
 * country. Indonesia is none of them.
 */
export function readCountries(message: string, countries: readonly Country[]): NamedCountry[] {
  const text = readable(message);
  const found: { named: NamedCountry; at: number; end: number }[] = [];
  for (const country of countries) {
    for (const words of [country.people, country.words, country.weak]) {
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
          const plural = words === country.people && text[at + word.length] === 's' ? 1 : 0;
          const end = at + word.length + plural;
          if (/[\p{L}\d]/u.test(text[at - 1] ?? '') || /[\p{L}\d]/u.test(text[end] ?? '')) continue;
          const role = roleOf(
            text.slice(Math.max(0, at - 45), at),
            text.slice(end, end + 30),
            words === country.people,
          );
          if (role !== undefined || words !== country.weak) found.push({ named: { country, role }, at, end });
        }
      }
    }
  }
  // "Papua New Guinea" is not Guinea: the longer name stands.
  const standing = found.filter(
    (one) =>
      !found.some((other) => other.end - other.at > one.end - one.at && other.at <= one.at && other.end >= one.end),
  );
  const first = new Map<string, NamedCountry>();
  for (const { named } of standing.sort((a, b) => a.at - b.at)) {
    const known = first.get(named.country.id);
    // "from India … visit India": where somebody is from says more.
    if (!known || (known.role !== 'origin' && named.role === 'origin')) first.set(named.country.id, named);
  }
  return [...first.values()];
}

function roleOf(before: string, after: string, people: boolean): NamedCountry['role'] {
  const origin = ORIGIN_BEFORE.test(before);
  if (!people && !origin && DESTINATION_AFTER.test(after)) return 'destination';
  if (DESTINATION_BEFORE.test(before)) return 'destination';
  return origin || people || ORIGIN_AFTER.test(after) ? 'origin' : undefined;
}
