import type { Activity } from 'botframework-schema';
import type { Selectable } from 'kysely';
import type { ActivityTable } from './schema.js';
import { toJson } from './storable.js';
import type { Executor } from './store.js';

export type Author = 'user' | 'bot' | 'officer';

/** One thing that was said. */
export interface StoredActivity {
  readonly conversationId: string;
  /** Its place in the conversation; the first is 1. */
  readonly seq: number;
  readonly id: string;
  readonly author: Author;
  /** Its text masked. Read back from JSON: dates in it are ISO strings. */
  readonly activity: Partial<Activity>;
  readonly turnId: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Appends activities under sequence numbers from `allocateSequence`. NUL and lone surrogates in them are dropped. */
export async function appendActivities(ex: Executor, activities: readonly StoredActivity[]): Promise<void> {
  if (activities.length === 0) return;
  await ex
    .insertInto('activities')
    .values(
      activities.map((one) => ({
        conversation_id: one.conversationId,
        seq: one.seq,
        id: one.id,
        author: one.author,
        activity: toJson(one.activity),
        turn_id: one.turnId,
        created_at: one.createdAt,
      })),
    )
    .execute();
}

/** The activities after `afterSeq` (0 for all), oldest first, at most `limit`. */
export async function readActivities(
  ex: Executor,
  conversationId: string,
  afterSeq: number,
  limit: number,
): Promise<StoredActivity[]> {
  const rows = await ex
    .selectFrom('activities')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toStoredActivity);
}

/** The newest activity of one author, if there is one. */
export async function lastActivityOf(
  ex: Executor,
  conversationId: string,
  author: Author,
): Promise<StoredActivity | undefined> {
  const row = await ex
    .selectFrom('activities')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('author', '=', author)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toStoredActivity(row);
}

/** The activity with this id, if there is one. */
export async function activityById(ex: Executor, id: string): Promise<StoredActivity | undefined> {
  const row = await ex.selectFrom('activities').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toStoredActivity(row);
}

/** The sequence number of the newest activity; 0 when nothing was said. */
export async function lastSequence(ex: Executor, conversationId: string): Promise<number> {
  const row = await ex
    .selectFrom('activities')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row?.last ?? 0;
}

function toStoredActivity(row: Selectable<ActivityTable>): StoredActivity {
  return {
    conversationId: row.conversation_id,
    seq: row.seq,
    id: row.id,
    author: row.author as Author,
    activity: JSON.parse(row.activity) as Partial<Activity>,
    turnId: row.turn_id,
    createdAt: row.created_at,
  };
}
