import type { Citation } from '../answer/citations.js';
import type { Lead } from '../answer/lead.js';
import type { Span } from '../answer/spans.js';
import type { Suggestion } from '../answer/suggestions.js';
import type { Wording } from '../answer/wording.js';
import type { KnowledgeBase, Language, SectionName } from '../knowledge/types.js';
import type { Retrieval } from '../retrieval/retrievalIndex.js';
import type { RetrievalIndex } from '../retrieval/retrievalIndex.js';
import type { Outcome } from './outcome.js';
import type { DialogueState } from './state.js';

/** A knowledge base and the index that was built from it; the two change only together. */
export interface Knowing {
  readonly knowledge: KnowledgeBase;
  readonly index: RetrievalIndex;
}

export interface Reply {
  readonly body: string;
  /** The source line; empty where there is none. */
  readonly source: string;
  readonly spans: readonly Span[];
  readonly citations: readonly Citation[];
  readonly suggestions: readonly Suggestion[];
  /** Where the same can be printed, below the address of the server. */
  readonly printPath?: string;
}

/** What a turn is asked. */
export interface TurnRequest {
  /** All waiting messages, masked, oldest first, one a line. */
  readonly text: string;
  /** The same one by one, where there are several. */
  readonly messages?: readonly string[];
  /** Something in it was masked. */
  readonly masked: boolean;
  /** The channel's or the person's setting, if any, such as `en-AU`. */
  readonly locale: string | undefined;
  /** The person has just chosen this language on the page. */
  readonly chosenLanguage: Language | undefined;
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The office's day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The work of one turn, passed from step to step. */
export interface TurnDraft {
  /** Its text loses the lines that were orders and not questions. */
  request: TurnRequest;
  readonly knowing: Knowing;
  /** Says answers in other words; absent without a model. */
  readonly wording: Wording | undefined;
  readonly state: DialogueState;
  language: Language;
  /** The message is in neither language that we speak. */
  thirdLanguage: boolean;
  /** The question as retrieval gets it: the message, or the message with what it follows up. */
  question: string;
  retrieval: Retrieval | undefined;
  choice:
    { readonly article: string; readonly sections: readonly SectionName[]; readonly confidence: number } | undefined;
  /** What is said first, for the person's own case. */
  lead: Lead | undefined;
  /** The message answers a question back, so none follows it. */
  answersClarify?: boolean;
  /** A button was tapped: one question, whatever stands on it. */
  tapped?: boolean;
  /** What else the message asks, in order; the first may stand in `choice` already, as a second section. */
  also?: readonly { readonly article: string; readonly section: SectionName }[];
  /** The question has been put together with an earlier topic. */
  ledBack?: boolean;
  /** The section that a follow-up is still about, if the article has it. */
  wantedSection?: SectionName | undefined;
  outcome: Outcome | undefined;
  /** Why a person should take over; with the outcome `handoff` only. */
  handoffReason: string | undefined;
  /** The person has confirmed that the conversation is to be deleted; done with the turn's commit. */
  erase: boolean;
  reply: Reply | undefined;
  article: string | undefined;
  sections: readonly SectionName[];
  facts: readonly string[];
}

/** One step of a turn. `finish` ends the turn with what the draft holds. */
export interface Step {
  readonly name: string;
  run(draft: TurnDraft): 'next' | 'finish' | Promise<'next' | 'finish'>;
}

export function newDraft(
  request: TurnRequest,
  { knowing, wording }: Pick<TurnDraft, 'knowing' | 'wording'>,
  state: DialogueState,
): TurnDraft {
  return {
    request,
    knowing,
    wording,
    state,
    language: state.language ?? 'id',
    thirdLanguage: false,
    question: request.text,
    retrieval: undefined,
    choice: undefined,
    lead: undefined,
    outcome: undefined,
    handoffReason: undefined,
    erase: false,
    reply: undefined,
    article: undefined,
    sections: [],
    facts: [],
  };
}

/** A reply of fixed words: it states no figure and needs no source. */
export function plainReply(body: string, suggestions: readonly Suggestion[] = []): Reply {
  return { body, source: '', spans: [], citations: [], suggestions };
}
