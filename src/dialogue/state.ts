import type { Suggestion } from '../answer/suggestions.js';
import type { Language, SectionName } from '../knowledge/types.js';

/** What a conversation remembers between turns. It holds no text that a person wrote beyond the last, masked question. */
export interface DialogueState {
  /** Has been told what this is and what it keeps. */
  introduced: boolean;
  language: Language | undefined;
  /** What was last answered, for follow-ups. Times are milliseconds since 1970. */
  last: { question: string; article: string; sections: SectionName[]; at: number } | undefined;
  /** The buttons shown last; a message that says one of them means it. */
  suggestions: Suggestion[];
  /** Questions in a row that got no answer. */
  misses?: { count: number; at: number } | undefined;
  /** When deletion was asked for and not yet confirmed. */
  eraseAskedAt?: number | undefined;
}

export function newDialogueState(): DialogueState {
  return { introduced: false, language: undefined, last: undefined, suggestions: [] };
}
