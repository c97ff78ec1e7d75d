import type { Checklist } from './checklist.js';

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Bilingual = Readonly<Record<Language, string>>;

/** The one list of section names; `interfaces.md` promises it to the outside. */
export const SECTION_NAMES = [
  'summary',
  'requirements',
  'steps',
  'fee',
  'duration',
  'where',
  'eligibility',
  'validity',
  'penalty',
  'contact',
  'documents-problem',
  'online-trouble',
  'what-if',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

export const UNITS = [
  'IDR',
  'USD',
  'minutes',
  'hours',
  'days',
  'working_days',
  'months',
  'years',
  'age',
  'date',
  'pages',
  'count',
  'url',
  'email',
  'phone',
  'text',
  'statement',
] as const;
export type Unit = (typeof UNITS)[number];

/** One thing that is true for a time, with where that is known from. Dates are `YYYY-MM-DD`. */
export interface Fact {
  readonly id: string;
  readonly label: Bilingual;
  readonly unit: Unit;
  /** Absent when it is unknown; then `ask` says who knows. */
  readonly value: number | string | Bilingual | undefined;
  readonly ask: Bilingual | undefined;
  readonly validFrom: string | undefined;
  readonly validTo: string | undefined;
  readonly legalBasis: readonly string[];
  readonly sources: readonly string[];
  readonly checked: string;
  readonly reviewBy: string;
  readonly confidence: 'high' | 'medium' | 'unknown';
  readonly place: Place;
}

/** Where in the knowledge base something stands, for messages to editors. */
export interface Place {
  /** Relative to the knowledge base. */
  readonly file: string;
  readonly line: number;
}

/** A piece of a section's text. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `{{fact}}`: its value is printed. */
  | { readonly kind: 'figure'; readonly fact: string }
  /** `[[fact]]`: it backs what stands before it and prints nothing. */
  | { readonly kind: 'backing'; readonly fact: string };

/** A paragraph, or one line of a list. */
export interface Block {
  readonly kind: 'paragraph' | 'bullet' | 'step';
  readonly pieces: readonly Piece[];
  readonly line: number;
}

export interface Section {
  readonly name: SectionName;
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly line: number;
}

export interface ArticleText {
  readonly title: string;
  /** A short question that leads here, for a button. */
  readonly ask: string;
  readonly sections: ReadonlyMap<SectionName, Section>;
  readonly file: string;
}

export interface ExampleQuestion {
  readonly text: string;
  readonly language: Language;
  /** The section it asks for; absent when it is general. */
  readonly section: SectionName | undefined;
  readonly place: Place;
}

export interface Article {
  readonly slug: string;
  readonly topic: string;
  readonly text: Readonly<Record<Language, ArticleText>>;
  readonly related: readonly string[];
  /** Who does it, when it is not this office. */
  readonly refersTo: Bilingual | undefined;
  readonly questions: readonly ExampleQuestion[];
}

export interface Law {
  readonly id: string;
  /** What a reply shows, for example "PP 45/2024". */
  readonly number: string;
  readonly title: Bilingual;
  readonly url: string | undefined;
}

export interface Office {
  readonly id: string;
  readonly name: Bilingual;
  /** Articles that are offered to whoever has not asked yet. */
  readonly menu: readonly string[];
  /** The article whose section `contact` says how to reach a person. */
  readonly contact: string | undefined;
}

export interface Glossary {
  /** Word as written → words as meant. */
  readonly words: ReadonlyMap<string, string>;
  /** English word → the Indonesian words that it counts as. */
  readonly translations: ReadonlyMap<string, string>;
  /** Word, as the other lists leave it → what it is about; a word may be about several things. */
  readonly concepts: ReadonlyMap<string, readonly string[]>;
  /** Words that address somebody or fill, and mean nothing for finding an answer. */
  readonly fillers: ReadonlySet<string>;
  /** Phrases that tell which section a question asks for, as the other two lists leave them. */
  readonly cues: ReadonlyMap<SectionName, readonly string[]>;
}

/** Questions written to set thresholds, and for nothing else. */
export interface Calibration {
  readonly inScope: readonly string[];
  readonly outOfScope: readonly string[];
}

/** A matter that people name alike and that articles answer apart. */
export interface Fork {
  /** Two to four slugs, in the order in which they are offered. */
  readonly articles: readonly string[];
  /** A message about it holds a word of each group. Lists are written out; `*` ends a beginning. */
  readonly about: readonly (readonly string[])[];
  /** With one of these the message says itself which is meant. */
  readonly settledBy: readonly string[];
  /** How many other words a message may hold and still say too little. */
  readonly others: number;
  /** Only in this language; undefined: in both. */
  readonly language: Language | undefined;
}

/** When it is asked back which of several things is meant. */
export interface Ambiguity {
  readonly forks: readonly Fork[];
  /** Messages that it is checked with: those to ask back about, and those that are clear. */
  readonly ambiguous: readonly string[];
  readonly clear: readonly string[];
}

/** What becomes of a message of one kind. `instruction`: the sentence is dropped. `plain`: it is answered as any question. */
export const INTENT_OUTCOMES = ['handoff', 'refused', 'instruction', 'plain'] as const;

/** A kind of message that is not answered like a question, or only sounds like one; learnt from its examples. */
export interface Intent {
  /** Its file's name; of a handoff also the reason that is stored. */
  readonly id: string;
  readonly outcome: (typeof INTENT_OUTCOMES)[number];
  /** What the reply says; absent for what is plain. */
  readonly say: Readonly<Record<Language, Section>> | undefined;
  /** Articles that are offered beside it. */
  readonly leads: readonly string[];
  /** Articles whose example questions are of this kind themselves, and so teach nothing about what is plain. */
  readonly about: readonly string[];
  readonly examples: readonly { readonly text: string; readonly language: Language }[];
  /** Words in a row that decide alone, as `normalise` leaves them. */
  readonly phrases: readonly string[];
  readonly file: string;
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When the office is open; times are `HH:MM` at the office. */
export interface OpeningHours {
  readonly days: readonly Weekday[];
  readonly opens: string;
  readonly closes: string;
}

/** A day on which the office is closed though its weekday is not. */
export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** The year under which it stands. */
  readonly year: number;
  /** A national holiday, or a day of joint leave (cuti bersama) beside one. */
  readonly kind: 'holiday' | 'joint-leave';
  readonly name: Bilingual;
  /** Id of the decree in `sources.yaml`. */
  readonly source: string;
  readonly place: Place;
}

export interface Calendar {
  /** Undefined until the office has entered them. */
  readonly hours: readonly OpeningHours[] | undefined;
  /** The years that have been entered whole; about a day of any other year nothing is known. */
  readonly years: readonly number[];
  /** By date. */
  readonly days: readonly CalendarDay[];
}

/** The three lists that say how a nationality may enter. */
export const COUNTRY_LISTS = ['visaFree', 'voa', 'calling'] as const;
export type CountryList = (typeof COUNTRY_LISTS)[number];

export interface Country {
  readonly id: string;
  readonly name: Bilingual;
  /** The lists it is on. */
  readonly on: ReadonlySet<CountryList>;
  /** Words for somebody from there, in lower case. */
  readonly people: readonly string[];
  /** Its names and common misspellings, in lower case. */
  readonly words: readonly string[];
  /** Names that are common words as well. */
  readonly weak: readonly string[];
  readonly place: Place;
}

export interface Countries {
  /** By list: the fact that says where it was read and how certain it is, the fact that says how many it has, and whether it was read whole. */
  readonly lists: Readonly<
    Record<CountryList, { readonly fact: string; readonly count: string; readonly whole: boolean }>
  >;
  readonly all: readonly Country[];
}

export interface KnowledgeBase {
  readonly articles: ReadonlyMap<string, Article>;
  /** All versions of a fact, by id. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly laws: ReadonlyMap<string, Law>;
  /** By id. */
  readonly checklists: ReadonlyMap<string, Checklist>;
  readonly office: Office;
  readonly glossary: Glossary;
  readonly calibration: Calibration;
  readonly ambiguity: Ambiguity;
  /** By id. */
  readonly intents: ReadonlyMap<string, Intent>;
  /** Word → what it is about, for telling intents apart. */
  readonly intentWords: ReadonlyMap<string, readonly string[]>;
  readonly calendar: Calendar;
  /** Undefined in a knowledge base without the file: then nothing is said by nationality. */
  readonly countries: Countries | undefined;
  /** SHA-256 over every file of it, in hexadecimal. */
  readonly hash: string;
}

/** Something wrong in the knowledge base, in words for the editor. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly place: Place;
  readonly message: string;
}
