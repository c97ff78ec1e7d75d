import { setImmediate as nextRound } from 'node:timers/promises';
import { type SqlBool, sql } from 'kysely';
import type { Executor, Store } from './store.js';

/** Small enough that a person who writes meanwhile waits some milliseconds at most. */
const BATCH = 500;

/** How many rows were deleted. */
export interface Deleted {
  readonly activities: number;
  readonly turns: number;
  readonly inbox: number;
  readonly outbox: number;
  readonly conversations: number;
  readonly gaps: number;
  readonly feedback: number;
}

/**
 * Deletes what is older than `before` (milliseconds since 1970), in batches with room for others in between: settled deliveries,
 * messages that a turn has taken, turns, gaps and votes, what was said with its sealed originals, and conversations of which nothing is left. What still waits for a
 * turn or for its delivery stays, however old it is. Safe beside a serving instance, and to be broken off at any point.
 */
export async function deleteOlderThan(store: Store, options: { before: number }): Promise<Deleted> {
  const { before } = options;
  // What refers to an activity goes before it, so that nothing ever refers to one that is gone.
  const outbox = await inBatches(store, (tx) => deleteOutbox(tx, before));
  const inbox = await inBatches(store, (tx) => deleteInbox(tx, before));
  const gaps = await inBatches(store, (tx) => deleteGaps(tx, before));
  const feedback = await inBatches(store, (tx) => deleteFeedback(tx, before));
  const turns = await inBatches(store, (tx) => deleteTurns(tx, before));
  const activities = await inBatches(store, (tx) => deleteActivities(tx, before));
  const conversations = await inBatches(store, (tx) => deleteEmptyConversations(tx, before));
  return { activities, turns, inbox, outbox, conversations, gaps, feedback };
}

async function inBatches(store: Store, deleteBatch: (tx: Executor) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = await store.transaction((tx) => deleteBatch(tx));
    total += deleted;
    if (deleted < BATCH) return total;
    await nextRound(); // SQLite answers without ever leaving the microtasks, so requests would starve
  }
}

async function deleteOutbox(tx: Executor, before: number): Promise<number> {
  const result = await tx
    .deleteFrom('outbox')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbox as old')
        .select('old.id')
        .where('old.created_at', '<', before)
        .where('old.status', 'not in', ['queued', 'sending'])
        .orderBy('old.created_at')
        .limit(BATCH),
    )
    .where('status', 'not in', ['queued', 'sending'])
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function deleteInbox(tx: Executor, before: number): Promise<number> {
  const result = await tx
    .deleteFrom('inbox')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('inbox as old')
        .select('old.id')
        .where('old.status', '=', 'done')
        .where('old.received_at', '<', before)
        .orderBy('old.received_at')
        .limit(BATCH),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function deleteGaps(tx: Executor, before: number): Promise<number> {
  const result = await tx
    .deleteFrom('gaps')
    .where('id', 'in', (eb) =>
      eb.selectFrom('gaps as old').select('old.id').where('old.at', '<', before).orderBy('old.at').limit(BATCH),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function deleteFeedback(tx: Executor, before: number): Promise<number> {
  const result = await tx
    .deleteFrom('feedback')
    .where('turn_id', 'in', (eb) =>
      eb
        .selectFrom('feedback as old')
        .select('old.turn_id')
        .where('old.at', '<', before)
        .orderBy('old.at')
        .limit(BATCH),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function deleteTurns(tx: Executor, before: number): Promise<number> {
  const result = await tx
    .deleteFrom('turns')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('turns as old')
        .select('old.id')
        .where('old.committed_at', '<', before)
        .orderBy('old.committed_at')
        .limit(BATCH),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function deleteActivities(tx: Executor, before: number): Promise<number> {
  const old = await tx
    .selectFrom('activities')
    .select('id')
    .where('created_at', '<', before)
    .where(unreferenced('inbox'))
    .where(unreferenced('outbox'))
    .orderBy('created_at')
    .limit(BATCH)
    .execute();
  if (old.length === 0) return 0;
  const deleted = await tx
    .deleteFrom('activities')
    .where(
      'id',
      'in',
      old.map(({ id }) => id),
    )
    .returning(['conversation_id', 'seq'])
    .execute();
  for (const { conversation_id, seq } of deleted) {
    await tx.deleteFrom('originals').where('conversation_id', '=', conversation_id).where('seq', '=', seq).execute();
  }
  return deleted.length;
}

async function deleteEmptyConversations(tx: Executor, before: number): Promise<number> {
  const result = await tx
    .deleteFrom('conversations')
    .where('id', 'in', (eb) => {
      let empty = eb
        .selectFrom('conversations as old')
        .select('old.id')
        .where('old.updated_at', '<', before)
        .where('old.claim_token', 'is', null);
      for (const table of ['activities', 'inbox', 'outbox', 'turns'] as const) {
        empty = empty.where((e) =>
          e.not(
            e.exists(
              e.selectFrom(table).select(sql.lit(1).as('one')).whereRef(`${table}.conversation_id`, '=', 'old.id'),
            ),
          ),
        );
      }
      return empty.limit(BATCH);
    })
    // Asked again of the row itself: on PostgreSQL somebody may have written to it meanwhile.
    .where('updated_at', '<', before)
    .where('claim_token', 'is', null)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

function unreferenced(table: 'inbox' | 'outbox') {
  const other = sql.table(table);
  return sql<SqlBool>`not exists (select 1 from ${other} where ${other}.conversation_id = activities.conversation_id
    and ${other}.seq = activities.seq)`;
}
