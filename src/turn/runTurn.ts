import type { Activity } from 'botframework-schema';
import type { ChannelCapabilities } from '../channel/channel.js';
import type { Dialogue, DialogueResult } from '../dialogue/dialogue.js';
import { dialoguePhrases } from '../dialogue/phrases.js';
import { AppError, messageOf } from '../errors.js';
import { withoutMasks } from '../privacy/mask.js';
import { activityId } from '../inbox/receive.js';
import { appendActivities } from '../store/activities.js';
import { beginTurn, failTurn, finishTurn, type BegunTurn } from '../store/claims.js';
import type { Conversation } from '../store/conversations.js';
import { eraseConversation } from '../store/erase.js';
import { completeMessages, type WaitingMessage } from '../store/inbox.js';
import { enqueue } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import { insertTurn } from '../store/turns.js';
import { recordGap } from './recordGap.js';

export interface TurnServices {
  readonly store: Store;
  readonly dialogue: Pick<Dialogue, 'handle'>;
  /** What the channel of a conversation can do. */
  readonly capabilities: (channel: string) => ChannelCapabilities;
  readonly now: () => number;
  readonly newId: () => string;
  /** Told when an answer takes so long that the person should see that it is being worked on. */
  readonly onSlow?: (conversation: Conversation) => void;
  /** How long thinking may take, in milliseconds; the claim outlives it. */
  readonly timeoutMs: number;
  readonly onError: (error: unknown, conversationId: string) => void;
  /** Told of every committed turn, for figures. */
  readonly onCommitted?: (turn: {
    readonly outcome: string;
    readonly milliseconds: number;
    readonly steps: Readonly<Record<string, number>>;
    /** Why it was noted for editors, if it was. */
    readonly gap?: string | undefined;
  }) => void;
}

/** What came of one run: nothing was waiting (or another instance has it), it was committed, or it is to be tried again. */
export type TurnRun =
  | { readonly kind: 'idle' }
  | { readonly kind: 'committed'; readonly turnId: string; readonly outcome: string; readonly remaining: boolean }
  | { readonly kind: 'retry' };

/** After so many errors a message gets an apology, so that the next one is served. */
export const MAX_FAILURES = 3;
/** So often may the process be killed over a message before it is taken to be the cause. */
const MAX_ATTEMPTS = 10;
const CLAIM_MARGIN_MS = 10_000;
/** After so many milliseconds a person wonders whether anything happens. */
const SLOW_MS = 400;

/**
 * One turn: claims the conversation, takes its waiting messages, thinks with no transaction open, and commits state, transcript, outcome and replies
 * together, only if the claim still holds, the messages still wait and the conversation's epoch is the same.
 */
export async function runTurn(services: TurnServices, conversationId: string): Promise<TurnRun> {
  const { store, newId, now, timeoutMs } = services;
  const token = newId();
  const begun = await beginTurn(store, { conversationId, token, ttlMs: timeoutMs + CLAIM_MARGIN_MS });
  if (!begun) return { kind: 'idle' };
  const startedAt = now();
  const poisoned = begun.messages.filter(
    ({ failures, attempts }) => failures >= MAX_FAILURES || attempts > MAX_ATTEMPTS,
  );
  const messages = poisoned.length > 0 ? poisoned : begun.messages;
  const fail = async (thrown: unknown): Promise<TurnRun> => {
    services.onError(thrown, conversationId);
    // Whoever tries next must not have to wait until the claim expires.
    await failTurn(store, { conversationId, token, messageIds: messages.map(({ id }) => id) });
    return { kind: 'retry' };
  };
  let result: DialogueResult;
  let error: string | null = null;
  try {
    result =
      poisoned.length > 0 ? failedResult(begun.conversation) : await think(services, begun.conversation, messages);
    if (poisoned.length > 0) error = `given up after ${MAX_FAILURES} errors or ${MAX_ATTEMPTS} attempts`;
  } catch (thrown) {
    return fail(thrown);
  }
  try {
    return await commit(services, { begun, messages, token, result, error, startedAt });
  } catch (thrown) {
    return fail(thrown); // rolled back whole
  }
}

async function think(
  services: TurnServices,
  conversation: Conversation,
  messages: readonly WaitingMessage[],
): Promise<DialogueResult> {
  const written = messages.filter(({ activity }) => activity.type === 'message');
  const texts = written.map((message) => withoutMasks(message.activity.text ?? ''));
  const activity = messages.at(-1)?.activity;
  const switched = messages.findLast(({ activity: { type, name } }) => type === 'event' && name === 'language')
    ?.activity.value as unknown;
  const thinking = services.dialogue.handle({
    conversationId: conversation.id,
    channel: conversation.channel,
    personId: conversation.personId,
    state: conversation.state,
    kind:
      written.length > 0
        ? 'message'
        : messages.some(({ activity: { type } }) => type === 'conversationUpdate')
          ? 'join'
          : 'event',
    request: {
      text: texts.join('\n'),
      messages: texts,
      chosenLanguage: switched === 'id' || switched === 'en' ? switched : undefined,
      masked: written.some(
        (message) => (message.activity.channelData as { masked?: boolean } | undefined)?.masked === true,
      ),
      locale: activity?.locale,
      owner: conversation.owner,
      now: services.now(),
    },
  });
  const slow = setTimeout(() => {
    try {
      services.onSlow?.(conversation);
    } catch (error) {
      services.onError(error, conversation.id);
    }
  }, SLOW_MS);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('TURN_TIMEOUT', `${services.timeoutMs} ms`)), services.timeoutMs);
  });
  return Promise.race([thinking, timeout]).finally(() => {
    clearTimeout(timer);
    clearTimeout(slow);
  });
}

interface Finished {
  readonly begun: BegunTurn;
  readonly messages: readonly WaitingMessage[];
  readonly token: string;
  readonly result: DialogueResult;
  readonly error: string | null;
  readonly startedAt: number;
}

async function commit(
  services: TurnServices,
  { begun, messages, token, result, error, startedAt }: Finished,
): Promise<TurnRun> {
  const { store, newId, now } = services;
  const { conversation } = begun;
  const turnId = newId();
  const at = now();
  const push = services.capabilities(conversation.channel).delivery === 'push';
  let gap: string | undefined;
  const run = await store.transaction(async (tx, announce): Promise<TurnRun> => {
    const { id: conversationId, epoch } = conversation;
    const language = result.language === 'en' ? 'en' : 'id';
    const { state, replies } = result;
    const end = await finishTurn(tx, {
      conversationId,
      token,
      epoch,
      state,
      language,
      replies: replies.length,
      at,
    });
    if (end.kind === 'lost') return { kind: 'retry' };
    const superseded = end.kind === 'superseded';
    const outcome = superseded ? 'superseded' : result.outcome;
    const taken = await completeMessages(
      tx,
      messages.map(({ id }) => id),
      turnId,
    );
    // Every message belongs to exactly one committed turn: if one is no longer waiting, none of this happens.
    if (taken !== messages.length)
      throw new AppError('TURN_FAILED', `${messages.length - taken} messages were taken by another turn`);
    if (end.kind === 'committed' && result.erase)
      await eraseConversation(tx, { conversationId, turnId, before: end.firstSeq, id: newId(), at });
    if (!superseded && replies.length > 0) {
      const rows = replies.map((reply, index) => {
        const seq = end.firstSeq + index;
        const activity: Partial<Activity> = {
          ...reply,
          id: activityId(conversationId, seq),
          timestamp: new Date(at),
          replyToId: messages.at(-1)?.activity.id,
        };
        return {
          conversationId,
          seq,
          id: activityId(conversationId, seq),
          author: 'bot' as const,
          activity,
          turnId,
          createdAt: at,
        };
      });
      await appendActivities(tx, rows);
      if (push) {
        const { channel, account } = conversation;
        await enqueue(
          tx,
          rows.map(({ seq }) => ({ id: newId(), conversationId, seq, turnId, channel, account, epoch, createdAt: at })),
        );
        announce('outbox', conversationId);
      }
      announce('activity', conversationId);
    }
    await insertTurn(tx, {
      id: turnId,
      conversationId,
      outcome,
      ...(!superseded && result.handoffReason !== undefined && { reason: result.handoffReason }),
      language,
      article: result.article ?? null,
      sections: result.sections,
      confidence: result.confidence ?? null,
      steps: result.steps,
      messages: messages.length,
      error,
      startedAt,
      committedAt: at,
    });
    if (!superseded) gap = await recordGap(tx, { turnId, conversation, messages, result, at });
    return { kind: 'committed', turnId, outcome, remaining: messages.length < begun.messages.length };
  });
  if (run.kind === 'committed')
    services.onCommitted?.({ outcome: run.outcome, milliseconds: now() - startedAt, steps: result.steps, gap });
  return run;
}

/** The apology after too many attempts, in the conversation's language, with its state unchanged. */
function failedResult(conversation: Conversation): DialogueResult {
  const language = conversation.language ?? 'id';
  const body = dialoguePhrases[language].failed;
  return {
    outcome: 'failed',
    language,
    replies: [
      {
        type: 'message',
        text: body,
        textFormat: 'plain',
        locale: language,
        channelData: { body, citations: [], outcome: 'failed' },
      },
    ],
    state: conversation.state,
    article: undefined,
    sections: [],
    facts: [],
    citations: [],
    suggestions: [],
    offered: [],
    confidence: undefined,
    certainty: undefined,
    steps: {},
  };
}

/** One line for the log, without what anybody wrote. */
export function describeFailure(error: unknown): string {
  return error instanceof AppError ? `${error.code} ${error.detail ?? ''}`.trim() : messageOf(error);
}
