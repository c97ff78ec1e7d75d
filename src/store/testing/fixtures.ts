import { randomUUID } from 'node:crypto';
import { appendActivities, type Author } from '../activities.js';
import { allocateSequence, type Conversation, createConversation } from '../conversations.js';
import { findInbound, insertInbound } from '../inbox.js';
import { enqueue } from '../outbox.js';
import type { Store } from '../store.js';

/** Some moment: 24 November 2026, 10:00 in Bengkulu. */
export const AT = Date.parse('2026-11-24T03:00:00Z');

/** A conversation on the channel `test`, owned by the bot. */
export function addConversation(store: Store, nativeId: string = randomUUID(), at = AT): Promise<Conversation> {
  const conversation = { channel: 'test', account: 'office', nativeId, personId: 'person', language: null, at };
  return store.transaction((tx) => createConversation(tx, { id: randomUUID(), ...conversation }));
}

/** Receives a message as the inbox does; returns its sequence number, or undefined when it was there already. */
export function addMessage(
  store: Store,
  conversationId: string,
  message: { nativeId?: string; text?: string; at?: number } = {},
): Promise<number | undefined> {
  const { nativeId = randomUUID(), text = 'berapa biaya paspor', at = AT } = message;
  return store.transaction(async (tx, announce) => {
    if (await findInbound(tx, 'test', 'office', nativeId)) return undefined;
    const seq = await allocateSequence(tx, conversationId, 1, at);
    const inbound = { id: randomUUID(), conversationId, channel: 'test', account: 'office', nativeId };
    if (!(await insertInbound(tx, { ...inbound, seq, receivedAt: at }))) return undefined;
    const activity = { type: 'message', text };
    const author: Author = 'user';
    await appendActivities(tx, [
      { conversationId, seq, id: randomUUID(), author, activity, turnId: null, createdAt: at },
    ]);
    announce('waiting', conversationId);
    return seq;
  });
}

/** Queues a reply; returns the delivery's id. */
export function addReply(
  store: Store,
  conversation: { id: string; epoch: number },
  reply: { author?: Author; text?: string; at?: number } = {},
): Promise<string> {
  const { author = 'bot', text = 'biayanya', at = AT } = reply;
  return store.transaction(async (tx) => {
    const id = randomUUID();
    const conversationId = conversation.id;
    const seq = await allocateSequence(tx, conversationId, 1, at);
    await appendActivities(tx, [
      {
        conversationId,
        seq,
        id: randomUUID(),
        author,
        activity: { type: 'message', text },
        turnId: null,
        createdAt: at,
      },
    ]);
    const delivery = { id, conversationId, seq, turnId: null, channel: 'test', account: 'office', createdAt: at };
    await enqueue(tx, [{ ...delivery, epoch: conversation.epoch }]);
    return id;
  });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
