import type { Activity } from 'botframework-schema';
import type { Selectable } from 'kysely';
import { databaseNow } from './clock.js';
import type { InboxTable } from './schema.js';
import type { Executor } from './store.js';

export interface NewInbound {
  readonly id: string;
  readonly conversationId: string;
  readonly channel: string;
  readonly account: string;
  readonly nativeId: string;
  /** The activity that holds its text. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

export interface Inbound extends NewInbound {
  readonly status: 'waiting' | 'done';
  /** How often a turn over it was begun, kills of the process included. */
  readonly attempts: number;
  /** How often a turn over it ended in an error. */
  readonly failures: number;
  readonly turnId: string | null;
}

/** A message that no turn has taken, with what was said. */
export interface WaitingMessage extends Inbound {
  readonly activityId: string;
  /** Dates in it are ISO strings. */
  readonly activity: Partial<Activity>;
}

/**
 * Stores that a message came in, as waiting.
 * @returns whether it is new; `false`: a message with this native id was stored before, and nothing was written. Two at
 *   the same instant: the second waits for the first to commit.
 */
export async function insertInbound(ex: Executor, inbound: NewInbound): Promise<boolean> {
  const result = await ex
    .insertInto('inbox')
    .values({
      id: inbound.id,
      conversation_id: inbound.conversationId,
      channel: inbound.channel,
      account: inbound.account,
      native_id: inbound.nativeId,
      seq: inbound.seq,
      status: 'waiting',
      attempts: 0,
      failures: 0,
      turn_id: null,
      received_at: inbound.receivedAt,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'account', 'native_id']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** The message with this native id, if it was stored. */
export async function findInbound(
  ex: Executor,
  channel: string,
  account: string,
  nativeId: string,
): Promise<Inbound | undefined> {
  const row = await ex
    .selectFrom('inbox')
    .selectAll()
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('native_id', '=', nativeId)
    .executeTakeFirst();
  return row && toInbound(row);
}

/** The conversation's messages that no turn has taken, in the order in which they came. */
export async function waitingMessages(ex: Executor, conversationId: string): Promise<WaitingMessage[]> {
  const rows = await ex
    .selectFrom('inbox')
    .innerJoin('activities', (join) =>
      join.onRef('activities.conversation_id', '=', 'inbox.conversation_id').onRef('activities.seq', '=', 'inbox.seq'),
    )
    .selectAll('inbox')
    .select(['activities.id as activity_id', 'activities.activity'])
    .where('inbox.conversation_id', '=', conversationId)
    .where('inbox.status', '=', 'waiting')
    .orderBy('inbox.seq')
    .execute();
  return rows.map((row) => ({
    ...toInbound(row),
    activityId: row.activity_id,
    activity: JSON.parse(row.activity) as Partial<Activity>,
  }));
}

/**
 * Conversations in which messages wait and nobody is thinking (by the database's clock), the longest wait first. Looking
 * for them from time to time makes up for an announcement that was lost.
 */
export async function conversationsWithWaiting(ex: Executor, limit: number): Promise<string[]> {
  const rows = await ex
    .selectFrom('inbox')
    .innerJoin('conversations', 'conversations.id', 'inbox.conversation_id')
    .select('inbox.conversation_id')
    .where('inbox.status', '=', 'waiting')
    .where((eb) =>
      eb.or([eb('conversations.claim_token', 'is', null), eb('conversations.claim_expires_at', '<=', databaseNow(ex))]),
    )
    .groupBy('inbox.conversation_id')
    .orderBy((eb) => eb.fn.min('inbox.received_at'))
    .limit(limit)
    .execute();
  return rows.map((row) => row.conversation_id);
}

/**
 * Marks messages as taken by a turn.
 * @returns how many of them were still waiting; fewer than given means that somebody else took some: roll back
 */
export async function completeMessages(ex: Executor, ids: readonly string[], turnId: string): Promise<number> {
  if (ids.length === 0) return 0;
  const result = await ex
    .updateTable('inbox')
    .set({ status: 'done', turn_id: turnId })
    .where('id', 'in', ids)
    .where('status', '=', 'waiting')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** What the messages said that a turn has taken, in order. */
export async function messagesOfTurn(
  ex: Executor,
  conversationId: string,
  turnId: string,
): Promise<Partial<Activity>[]> {
  const rows = await ex
    .selectFrom('inbox')
    .innerJoin('activities', (join) =>
      join.onRef('activities.conversation_id', '=', 'inbox.conversation_id').onRef('activities.seq', '=', 'inbox.seq'),
    )
    .select('activities.activity')
    .where('inbox.conversation_id', '=', conversationId)
    .where('inbox.turn_id', '=', turnId)
    .orderBy('inbox.seq')
    .execute();
  return rows.map(({ activity }) => JSON.parse(activity) as Partial<Activity>);
}

/** How many messages wait, in all conversations. */
export async function countWaiting(ex: Executor): Promise<number> {
  const row = await ex
    .selectFrom('inbox')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return row.waiting;
}

function toInbound(row: Selectable<InboxTable>): Inbound {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    channel: row.channel,
    account: row.account,
    nativeId: row.native_id,
    seq: row.seq,
    status: row.status as Inbound['status'],
    attempts: row.attempts,
    failures: row.failures,
    turnId: row.turn_id,
    receivedAt: row.received_at,
  };
}
