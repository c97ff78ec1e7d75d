import type { Suggestion } from '../answer/suggestions.js';
import type { ChecklistProgress } from '../checklists/progress.js';
import type { Language, SectionName } from '../knowledge/types.js';

/** A question back that waits for its answer. */
export interface ClarifyState {
  /** What was asked, masked. */
  readonly question: string;
  readonly choices: readonly Suggestion[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What was answered. */
export interface Topic {
  /** The article's title, which stands for what was asked. */
  readonly question: string;
  readonly article: string;
  readonly sections: SectionName[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a conversation remembers between turns. It holds no text that a person wrote beyond the last, masked question. */
export interface DialogueState {
  /** Has been told what this is and what it keeps. */
  introduced: boolean;
  language: Language | undefined;
  /** What was last answered, for follow-ups. Times are milliseconds since 1970. */
  last: Topic | undefined;
  /** What was answered before it, newest first, for whoever comes back to it. */
  earlier?: Topic[];
  /** The buttons shown last; a message that says one of them means it. */
  suggestions: Suggestion[];
  /** Which of several things is meant was asked last; absent otherwise. */
  clarify?: ClarifyState | undefined;
  /** The checklist that was begun last; absent in conversations older than checklists. */
  checklist?: ChecklistProgress | undefined;
  /** Questions in a row that got no answer. */
  misses?: { count: number; at: number } | undefined;
  /** When deletion was asked for and not yet confirmed. */
  eraseAskedAt?: number | undefined;
}

export function newDialogueState(): DialogueState {
  return { introduced: false, language: undefined, last: undefined, suggestions: [] };
}
