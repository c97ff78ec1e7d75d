import type { Activity } from 'botframework-schema';
import type { InboundMessage } from '../channel/channel.js';
import type { Received } from '../channel/conversations.js';
import { AppError } from '../errors.js';
import { cleanText } from '../privacy/cleanText.js';
import { maskIdentifiers } from '../privacy/mask.js';
import { appendActivities } from '../store/activities.js';
import { allocateSequence, allocateSequenceAt, createConversation } from '../store/conversations.js';
import { findInbound, insertInbound } from '../store/inbox.js';
import { insertOriginal, sealOriginal } from '../store/originals.js';
import type { Executor, Store } from '../store/store.js';

/** What a person may write in one message, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 4_000;
/** How long a sealed original can be revealed, in milliseconds. */
const ORIGINAL_KEPT_MS = 30 * 24 * 60 * 60_000;

export interface ReceiveServices {
  readonly store: Store;
  /** Seals the originals of masked texts. */
  readonly secretKey: string;
  readonly now: () => number;
  readonly newId: () => string;
}

/**
 * Takes a message in: masks it, stores it once per native id, and only then returns, so that the channel may acknowledge it.
 * @throws AppError TEXT_TOO_LONG, CONVERSATION_UNKNOWN; STORE_FULL and STORE_UNREACHABLE, in which case nothing was taken
 */
export async function receive(services: ReceiveServices, message: InboundMessage): Promise<Received> {
  const original = cleanText(message.activity.text ?? '');
  if (original.length > MAX_TEXT_LENGTH) throw new AppError('TEXT_TOO_LONG', `${original.length} characters`);
  const { text, masked } = maskIdentifiers(original);
  const { store, now, newId } = services;
  const at = now();
  return store.transaction(async (tx, announce) => {
    const known = await findInbound(tx, message.channel, message.account, message.nativeId);
    if (known) return duplicateOf(known);
    // Allocating first takes the conversation's row, so that the same message arriving twice at once is taken once.
    const { conversationId, seq } = await nextSequence(tx, message, newId, at);
    const id = activityId(conversationId, seq);
    const { channel, account, nativeId } = message;
    const row = { id: newId(), conversationId, channel, account, nativeId, seq, receivedAt: at };
    if (!(await insertInbound(tx, row))) {
      const first = await findInbound(tx, channel, account, nativeId);
      if (!first) throw new AppError('INTERNAL', 'a duplicate without its first');
      return duplicateOf(first);
    }
    const activity: Partial<Activity> = {
      ...message.activity,
      text,
      id,
      timestamp: new Date(at),
      channelData: {
        ...(message.activity.channelData as object | undefined),
        ...(masked && { masked: true }),
      } as unknown,
    };
    await appendActivities(tx, [{ conversationId, seq, id, author: 'user', activity, turnId: null, createdAt: at }]);
    if (masked) {
      const sealed = sealOriginal(services.secretKey, { conversationId, seq }, original);
      await insertOriginal(tx, { conversationId, seq, sealed, expiresAt: at + ORIGINAL_KEPT_MS });
    }
    announce('waiting', conversationId);
    announce('activity', conversationId);
    return { conversationId, activityId: id, seq, duplicate: false };
  });
}

/** The id of an activity, as Direct Line gives them: the conversation and a number that sorts. */
export function activityId(conversationId: string, seq: number): string {
  return `${conversationId}|${String(seq).padStart(7, '0')}`;
}

/** Takes a sequence number in the message's conversation, which begins with it unless it must exist. */
async function nextSequence(
  tx: Executor,
  message: InboundMessage,
  newId: () => string,
  at: number,
): Promise<{ readonly conversationId: string; readonly seq: number }> {
  const { channel, account, conversationNativeId: nativeId, personId } = message;
  const known = await allocateSequenceAt(tx, { channel, account, nativeId }, at);
  if (known) return known;
  if (message.mustExist) throw new AppError('CONVERSATION_UNKNOWN');
  const id = message.conversationId ?? newId();
  const created = await createConversation(tx, { id, channel, account, nativeId, personId, language: null, at });
  return { conversationId: created.id, seq: await allocateSequence(tx, created.id, 1, at) };
}

function duplicateOf({ conversationId, seq }: { conversationId: string; seq: number }): Received {
  return { conversationId, activityId: activityId(conversationId, seq), seq, duplicate: true };
}
