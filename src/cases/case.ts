import type { Lead } from '../answer/lead.js';
import type { SectionName } from '../knowledge/types.js';
import type { Message } from './message.js';

/** What an answer is taken from. */
export interface Choice {
  readonly article: string;
  readonly sections: readonly SectionName[];
}

export interface CaseAnswer {
  /** Another article, where a number says that the chosen one is the wrong one. Its sections are chosen anew. */
  readonly article?: string;
  /** Sections in the place of the chosen ones, where the sentence has answered what those would. */
  readonly sections?: readonly SectionName[];
  /** Undefined where the article says it all. */
  readonly lead: Lead | undefined;
}

/** One matter that depends on a quantity or a nationality in the message. */
export interface Case {
  readonly name: string;
  /** The article that the message means by itself, whatever it resembles; undefined where it does not say. */
  claims?(message: Message): string | undefined;
  /** @returns undefined when the case is not this one */
  answers(message: Message, choice: Choice): CaseAnswer | undefined;
}
