import { standingOf } from './facts.js';
import { error } from './problems.js';
import { COUNTRY_LISTS, type KnowledgeBase, type Problem } from './types.js';

const FILE = 'countries.yaml';
/** Two lists that exclude each other: who needs extra clearance can neither enter without a visa nor use a VoA. */
const NEVER_BOTH = [
  ['calling', 'visaFree'],
  ['calling', 'voa'],
] as const;

/** Lists whose fact is missing or whose length is not the one their fact tells, countries twice, and names that two countries share. */
export function checkCountries({ countries, facts }: KnowledgeBase, today: string): Problem[] {
  if (!countries) return [];
  const problems: Problem[] = [];
  const start = { file: FILE, line: 1 };
  for (const list of COUNTRY_LISTS) {
    const { fact, count, whole } = countries.lists[list];
    for (const id of [fact, count])
      if (!facts.has(id)) problems.push(error(start, `the list ${list} names the fact ${id}, which does not exist`));
    const standing = standingOf(facts.get(count) ?? [], today);
    const told = standing?.fact.value;
    const listed = countries.all.filter(({ on }) => on.has(list)).length;
    if (whole && typeof told === 'number' && told !== listed)
      problems.push(error(start, `the list ${list} has ${listed} countries here and ${told} by the fact ${count}`));
  }
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  for (const { id, on, people, words, weak, place } of countries.all) {
    if (ids.has(id)) problems.push(error(place, `the country ${id} stands here twice`));
    ids.add(id);
    for (const [one, other] of NEVER_BOTH)
      if (on.has(one) && on.has(other))
        problems.push(error(place, `${id} cannot be on the lists ${one} and ${other} at once`));
    for (const word of [...people, ...words, ...weak]) {
      const owner = owners.get(word);
      if (owner !== undefined && owner !== id) problems.push(error(place, `"${word}" is a name of ${owner} as well`));
      owners.set(word, id);
    }
  }
  return problems;
}
