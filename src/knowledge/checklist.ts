import type { Bilingual, Language, Piece, Place, SectionName } from './types.js';

/** The parts of a finished checklist, in the order in which they are shown. */
export const CHECKLIST_PARTS = ['papers', 'steps', 'fee', 'duration', 'place', 'notes'] as const;
export type ChecklistPart = (typeof CHECKLIST_PARTS)[number];

/** Words with facts in them, in both languages. */
export type ChecklistWords = Readonly<Record<Language, readonly Piece[]>>;

/** Question → the choices of which one has to be the answer. A question that was not asked fulfils none. */
export type AnswerSet = ReadonlyMap<string, readonly string[]>;

/** Holds when one of `anyOf` holds, or there is none to hold, and none of `noneOf` does. */
export interface Condition {
  readonly anyOf: readonly AnswerSet[];
  readonly noneOf: readonly AnswerSet[];
}

export interface ChecklistChoice {
  readonly id: string;
  readonly label: ChecklistWords;
  /** What it makes of the case, where the label says that only beside its question. */
  readonly inCase: ChecklistWords;
  /** Other words for it, in either language. */
  readonly words: readonly string[];
  /** What a plain yes, no or "I do not know" says here. */
  readonly means: 'yes' | 'no' | 'unsure' | undefined;
  /** Ids of the facts between which an age, in years, makes this the choice: from the one on, below the other. */
  readonly age: { readonly from: string | undefined; readonly below: string | undefined } | undefined;
}

export interface ChecklistQuestion {
  readonly id: string;
  readonly ask: ChecklistWords;
  readonly choices: readonly ChecklistChoice[];
  /** In which cases it is asked; it looks only at earlier questions. */
  readonly condition: Condition;
  readonly place: Place;
}

/** One line of a checklist, or the lines of a section of an article. */
export interface ChecklistItem {
  readonly part: ChecklistPart;
  readonly condition: Condition;
  readonly content:
    | { readonly kind: 'words'; readonly words: ChecklistWords }
    | {
        readonly kind: 'section';
        readonly article: string;
        readonly section: SectionName;
        readonly pick: 'list' | 'text' | 'all';
      };
  readonly place: Place;
}

/** Questions whose answers decide which lines a checklist holds. */
export interface Checklist {
  readonly id: string;
  readonly title: Bilingual;
  /** What people call its subject, in either language. */
  readonly names: readonly string[];
  /** The articles that offer it, and what is answered already for those who come from there. */
  readonly entries: readonly { readonly article: string; readonly answers: ReadonlyMap<string, string> }[];
  readonly questions: readonly ChecklistQuestion[];
  readonly items: readonly ChecklistItem[];
  readonly place: Place;
}
