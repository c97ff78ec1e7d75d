import { ActivityTypes, ConversationState, type Activity } from 'botbuilder';
import type { Wording } from '../answer/wording.js';
import type { Citation } from '../answer/citations.js';
import type { Suggestion } from '../answer/suggestions.js';
import type { SectionName } from '../knowledge/types.js';
import { officeDay } from '../knowledge/officeDay.js';
import { CollectingAdapter } from './collectingAdapter.js';
import type { Knowing, TurnRequest } from './draft.js';
import { findGap, type GapFinding } from './findGap.js';
import { ImmigrationBot, type TurnFindings } from './immigrationBot.js';
import type { Outcome } from './outcome.js';
import { TurnStorage } from './turnStorage.js';

export interface DialogueInput {
  readonly conversationId: string;
  readonly channel: string;
  readonly personId: string;
  /** The conversation's state as it was stored; `{}` for a new one. */
  readonly state: Readonly<Record<string, unknown>>;
  /** `message` for what a person wrote, `join` when a person opened the chat, `event` for a choice made on the page. */
  readonly kind: 'message' | 'join' | 'event';
  /** The person knows already what this is; the introduction is left out. */
  readonly introduced?: boolean;
  readonly request: Omit<TurnRequest, 'today'>;
}

export interface DialogueResult {
  readonly outcome: Outcome;
  /** Why a person should take over; with the outcome `handoff` only. */
  readonly handoffReason?: string | undefined;
  /** Everything that is kept of this conversation is to be deleted with the commit of this turn. */
  readonly erase?: boolean;
  readonly language: string;
  readonly replies: readonly Partial<Activity>[];
  readonly state: Readonly<Record<string, unknown>>;
  readonly article: string | undefined;
  readonly sections: readonly SectionName[];
  readonly facts: readonly string[];
  readonly citations: readonly Citation[];
  readonly suggestions: readonly string[];
  /** The same with the articles they lead to; the choices where the outcome is `clarify`. */
  readonly offered: readonly Suggestion[];
  readonly confidence: number | undefined;
  /** How likely the question can be answered at all, 0 to 1; absent where nothing was looked up. */
  readonly certainty: number | undefined;
  /** Given when the question was not answered well. */
  readonly gap?: GapFinding | undefined;
  /** Milliseconds by step. */
  readonly steps: Readonly<Record<string, number>>;
}

/** Thinks: from a conversation's state and its waiting messages to replies and a new state. It reads no store and sends nothing. */
export class Dialogue {
  /**
   * @param knowing gives the knowledge in use; asked once a turn, so that a turn never mixes two versions
   * @param clock milliseconds, for durations
   * @param wording says answers in other words; without it they go out as they stand
   */
  constructor(
    private readonly knowing: () => Knowing,
    private readonly clock: () => number,
    private readonly wording?: Wording,
  ) {}

  async handle(input: DialogueInput): Promise<DialogueResult> {
    const request: TurnRequest = { ...input.request, today: officeDay(input.request.now) };
    const introduced = input.introduced ?? false;
    const storage = new TurnStorage({ ...input.state });
    const findings: TurnFindings = { draft: undefined, steps: {} };
    const bot = new ImmigrationBot(
      new ConversationState(storage),
      { knowing: this.knowing(), clock: this.clock, wording: this.wording, introduced },
      request,
      findings,
    );
    const adapter = new CollectingAdapter();
    await adapter.process(toBotActivity(input), (context) => bot.run(context));
    const { draft, steps } = findings;
    return {
      outcome: draft?.outcome ?? (input.kind === 'event' ? 'command' : 'smalltalk'),
      handoffReason: draft?.handoffReason,
      erase: draft?.erase ?? false,
      language: draft?.language ?? adapter.sent[0]?.locale ?? 'id',
      replies: adapter.sent,
      state: draft?.erase ? {} : storage.items,
      article: draft?.article,
      sections: draft?.sections ?? [],
      facts: draft?.facts ?? [],
      citations: draft?.reply?.citations ?? [],
      suggestions: draft?.reply?.suggestions.map(({ label }) => label) ?? [],
      offered: draft?.reply?.suggestions ?? [],
      confidence: draft?.choice?.confidence ?? draft?.retrieval?.candidates[0]?.score,
      certainty: draft?.retrieval?.certainty,
      gap: draft && findGap(draft),
      steps,
    };
  }
}

const ACTIVITY_TYPE = {
  message: ActivityTypes.Message,
  join: ActivityTypes.ConversationUpdate,
  event: ActivityTypes.Event,
} as const;

function toBotActivity(input: DialogueInput): Partial<Activity> {
  const person = { id: input.personId, name: '' };
  const bot = { id: 'bot', name: '' };
  return {
    type: ACTIVITY_TYPE[input.kind],
    channelId: input.channel,
    conversation: { id: input.conversationId, isGroup: false, conversationType: '', name: '' },
    from: person,
    recipient: bot,
    text: input.request.text,
    ...(input.kind === 'join' && { membersAdded: [person] }),
  };
}
