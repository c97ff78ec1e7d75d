import type { Activity } from 'botframework-schema';
import { databaseNow } from './clock.js';
import { cleanText } from './storable.js';
import type { Executor, Store } from './store.js';

export type DeliveryStatus = 'queued' | 'sending' | 'sent' | 'failed' | 'inDoubt' | 'cancelled';

export interface NewDelivery {
  readonly id: string;
  readonly conversationId: string;
  /** The activity that holds what is sent. */
  readonly seq: number;
  readonly turnId: string | null;
  readonly channel: string;
  readonly account: string;
  /** The conversation's epoch now; it is not sent under another. */
  readonly epoch: number;
  /** Milliseconds since 1970; also the first moment at which it may be sent. */
  readonly createdAt: number;
}

/** One reply to be sent now. */
export interface Delivery {
  readonly id: string;
  readonly conversationId: string;
  readonly conversationNativeId: string;
  readonly channel: string;
  readonly account: string;
  readonly seq: number;
  readonly turnId: string | null;
  readonly epoch: number;
  /** Counts this one. */
  readonly attempts: number;
  /** Dates in it are ISO strings. */
  readonly activity: Activity;
}

export interface Settlement {
  /** `queued`: it certainly did not leave, try again at `nextAttemptAt`. */
  readonly status: 'sent' | 'failed' | 'inDoubt' | 'queued' | 'cancelled';
  /** The channel's id of the message that was sent. */
  readonly nativeMessageId?: string | undefined;
  readonly error?: string | undefined;
  /** Milliseconds since 1970; for `queued` only, by default at once. */
  readonly nextAttemptAt?: number | undefined;
}

/** Queues replies; belongs into the transaction that appends their activities. */
export async function enqueue(ex: Executor, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await ex
    .insertInto('outbox')
    .values(
      deliveries.map((one) => ({
        id: one.id,
        conversation_id: one.conversationId,
        seq: one.seq,
        turn_id: one.turnId,
        channel: one.channel,
        account: one.account,
        epoch: one.epoch,
        status: 'queued',
        attempts: 0,
        next_attempt_at: one.createdAt,
        native_id: null,
        error: null,
        created_at: one.createdAt,
        updated_at: one.createdAt,
      })),
    )
    .execute();
}

/**
 * Takes what may be sent now on one account of a channel and marks it as on its way. At most one per conversation, in the order of
 * what was said: while one waits for its next attempt or is on its way, later ones of that conversation wait. What failed, is in
 * doubt or was cancelled holds nothing up. Replies of an older epoch are cancelled here.
 *
 * Two instances that ask at once never get the same one.
 * @param ask `at`: now, in milliseconds since 1970, compared with `nextAttemptAt`
 */
export function claimNextDeliveries(
  store: Store,
  ask: { channel: string; account: string; limit: number; at: number },
): Promise<Delivery[]> {
  const { channel, account, limit, at } = ask;
  return store.transaction(async (tx) => {
    await tx
      .updateTable('outbox')
      .set({ status: 'cancelled', updated_at: at })
      .where('channel', '=', channel)
      .where('account', '=', account)
      .where('status', '=', 'queued')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('conversations')
              .select('conversations.id')
              .whereRef('conversations.id', '=', 'outbox.conversation_id')
              .whereRef('conversations.epoch', '=', 'outbox.epoch'),
          ),
        ),
      )
      .execute();
    const due = await tx
      .selectFrom('outbox as o')
      .select('o.id')
      .where('o.channel', '=', channel)
      .where('o.account', '=', account)
      .where('o.status', '=', 'queued')
      .where('o.next_attempt_at', '<=', at)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('outbox as before')
              .select('before.id')
              .whereRef('before.conversation_id', '=', 'o.conversation_id')
              .where((b) =>
                b.or([
                  b('before.status', '=', 'sending'),
                  b.and([b('before.status', '=', 'queued'), b('before.seq', '<', b.ref('o.seq'))]),
                ]),
              ),
          ),
        ),
      )
      .orderBy('o.next_attempt_at')
      .orderBy('o.id')
      .limit(limit)
      .execute();
    if (due.length === 0) return [];
    const taken = await tx
      .updateTable('outbox')
      .set((eb) => ({ status: 'sending', attempts: eb('attempts', '+', 1), updated_at: at }))
      .where(
        'id',
        'in',
        due.map(({ id }) => id),
      )
      .where('status', '=', 'queued') // another instance may have been quicker, or an officer
      .returning('id')
      .execute();
    if (taken.length === 0) return [];
    return readDeliveries(
      tx,
      taken.map(({ id }) => id),
    );
  });
}

async function readDeliveries(ex: Executor, ids: readonly string[]): Promise<Delivery[]> {
  const rows = await ex
    .selectFrom('outbox')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.conversation_id', '=', 'outbox.conversation_id')
        .onRef('activities.seq', '=', 'outbox.seq'),
    )
    .selectAll('outbox')
    .select(['conversations.native_id as conversation_native_id', 'activities.activity'])
    .where('outbox.id', 'in', ids)
    .orderBy('outbox.created_at')
    .orderBy('outbox.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    conversationNativeId: row.conversation_native_id,
    channel: row.channel,
    account: row.account,
    seq: row.seq,
    turnId: row.turn_id,
    epoch: row.epoch,
    attempts: row.attempts,
    activity: JSON.parse(row.activity) as Activity, // replies are written whole
  }));
}

/**
 * Says what became of a delivery that was on its way.
 * @returns whether it was still on its way; `false` changes nothing
 */
export async function settleDelivery(ex: Executor, id: string, settlement: Settlement): Promise<boolean> {
  const { status, nativeMessageId, error, nextAttemptAt } = settlement;
  const result = await ex
    .updateTable('outbox')
    .set({
      status,
      updated_at: databaseNow(ex),
      error: error === undefined ? null : cleanText(error),
      ...(nativeMessageId === undefined ? {} : { native_id: nativeMessageId }),
      ...(nextAttemptAt === undefined ? {} : { next_attempt_at: nextAttemptAt }),
    })
    .where('id', '=', id)
    .where('status', '=', 'sending')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Marks as in doubt what a crash left on its way: it may have arrived, so it is not sent again. Only for whoever alone sends
 * on this account, before sending.
 * @returns how many there were
 */
export async function recoverSending(ex: Executor, channel: string, account: string): Promise<number> {
  const result = await ex
    .updateTable('outbox')
    .set({ status: 'inDoubt', error: 'the program ended while this was being sent', updated_at: databaseNow(ex) })
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('status', '=', 'sending')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
