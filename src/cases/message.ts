import { standingOf } from '../knowledge/facts.js';
import type { KnowledgeBase, Language } from '../knowledge/types.js';
import { readAges } from './reading/ages.js';
import { readCountries, type NamedCountry } from './reading/countries.js';
import { readDays, type NamedDay } from './reading/dates.js';
import { readDurations, type Duration } from './reading/durations.js';
import { readPeople, type People } from './reading/people.js';
import { readable } from './reading/readable.js';

/** A message and the quantities in it: what a case is decided by. */
export interface Message {
  /** Lower case, see `readable`. */
  readonly text: string;
  /** Lengths of time, those that tell somebody's age left out. */
  readonly durations: readonly Duration[];
  readonly days: readonly NamedDay[];
  /** Whole years. */
  readonly ages: readonly number[];
  readonly people: People | undefined;
  readonly countries: readonly NamedCountry[];
  readonly language: Language;
  readonly knowledge: KnowledgeBase;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Reads a message; the text is what the person wrote, masked. */
export function readMessage(text: string, language: Language, knowledge: KnowledgeBase, today: string): Message {
  const ages = readAges(text);
  return {
    text: readable(text),
    durations: readDurations(text).filter(
      ({ unit, value }) =>
        !((unit === 'years' && ages.includes(value)) || (unit === 'months' && value < 24 && ages.includes(0))),
    ),
    days: readDays(text, today),
    ages,
    people: readPeople(text),
    countries: knowledge.countries ? readCountries(text, knowledge.countries.all) : [],
    language,
    knowledge,
    today,
  };
}

/** A fact's number, where it holds today; cases compare with it. */
export function numberIn({ knowledge, today }: Message, fact: string): number | undefined {
  const standing = standingOf(knowledge.facts.get(fact) ?? [], today);
  return standing?.kind === 'current' && typeof standing.fact.value === 'number' ? standing.fact.value : undefined;
}
