import type { Selectable } from 'kysely';
import { AppError } from '../errors.js';
import type { Language } from '../knowledge/types.js';
import type { ConversationTable } from './schema.js';
import type { Executor } from './store.js';

/** What the dialogue remembers of a conversation; only the dialogue knows what is in it. */
export type ConversationState = Record<string, unknown>;

/** One conversation. Times are milliseconds since 1970. */
export interface Conversation {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  /** The channel's own address; never logged. */
  readonly nativeId: string;
  readonly personId: string;
  readonly language: Language | null;
  /** `bot`, or an officer's id. */
  readonly owner: string;
  readonly epoch: number;
  readonly state: ConversationState;
  readonly nextSeq: number;
  readonly claimToken: string | null;
  readonly claimExpiresAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The owner of a conversation that no officer has taken. */
export const BOT = 'bot';

export interface NewConversation {
  /** Used only if the conversation is new. */
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  readonly nativeId: string;
  readonly personId: string;
  readonly language: Language | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The conversation with this id, if there is one. */
export async function findConversation(ex: Executor, id: string): Promise<Conversation | undefined> {
  const row = await ex.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toConversation(row);
}

/** The conversation that a channel knows by `nativeId`, if there is one. */
export async function findConversationByNativeId(
  ex: Executor,
  channel: string,
  account: string,
  nativeId: string,
): Promise<Conversation | undefined> {
  const row = await ex
    .selectFrom('conversations')
    .selectAll()
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('native_id', '=', nativeId)
    .executeTakeFirst();
  return row && toConversation(row);
}

/** Creates the conversation, owned by the bot, or returns the one that the channel's address has already. */
export async function createConversation(ex: Executor, conversation: NewConversation): Promise<Conversation> {
  const { channel, account, nativeId } = conversation;
  const row = await ex
    .insertInto('conversations')
    .values({
      id: conversation.id,
      channel,
      account,
      native_id: nativeId,
      person_id: conversation.personId,
      language: conversation.language,
      owner: BOT,
      epoch: 1,
      state: '{}',
      next_seq: 1,
      claim_token: null,
      claim_expires_at: null,
      created_at: conversation.at,
      updated_at: conversation.at,
    })
    // Either key may be the one that is taken: a channel whose conversations have our ids meets both.
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row) return toConversation(row);
  const existing = await findConversationByNativeId(ex, channel, account, nativeId);
  // Only the retention deletes conversations, and none that was just written to.
  if (!existing) throw new AppError('CONVERSATION_UNKNOWN');
  return existing;
}

/**
 * Takes `count` sequence numbers. Holds the conversation's row until the transaction ends, so that what is written under
 * a number is visible before anything under a later one.
 * @param at milliseconds since 1970, becomes `updatedAt`
 * @returns the first of them
 * @throws AppError CONVERSATION_UNKNOWN
 */
export async function allocateSequence(
  ex: Executor,
  conversationId: string,
  count: number,
  at: number,
): Promise<number> {
  const row = await ex
    .updateTable('conversations')
    .set((eb) => ({ next_seq: eb('next_seq', '+', count), updated_at: at }))
    .where('id', '=', conversationId)
    .returning('next_seq')
    .executeTakeFirst();
  if (!row) throw new AppError('CONVERSATION_UNKNOWN');
  return row.next_seq - count;
}

/**
 * As `allocateSequence`, by the address that a channel knows the conversation by.
 * @returns `undefined` when no conversation has it
 */
export async function allocateSequenceAt(
  ex: Executor,
  address: Pick<Conversation, 'channel' | 'account' | 'nativeId'>,
  at: number,
): Promise<{ readonly conversationId: string; readonly seq: number } | undefined> {
  const row = await ex
    .updateTable('conversations')
    .set((eb) => ({ next_seq: eb('next_seq', '+', 1), updated_at: at }))
    .where('channel', '=', address.channel)
    .where('account', '=', address.account)
    .where('native_id', '=', address.nativeId)
    .returning(['id', 'next_seq'])
    .executeTakeFirst();
  return row && { conversationId: row.id, seq: row.next_seq - 1 };
}

/** The row as the rest of the program sees it. */
export function toConversation(row: Selectable<ConversationTable>): Conversation {
  return {
    id: row.id,
    channel: row.channel,
    account: row.account,
    nativeId: row.native_id,
    personId: row.person_id,
    language: row.language as Language | null,
    owner: row.owner,
    epoch: row.epoch,
    state: JSON.parse(row.state) as ConversationState,
    nextSeq: row.next_seq,
    claimToken: row.claim_token,
    claimExpiresAt: row.claim_expires_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
