import { createHash } from 'node:crypto';
import { eraseGaps } from './gaps.js';
import type { Executor } from './store.js';

/** What was deleted, in rows. */
export interface Erased {
  readonly activities: number;
  readonly originals: number;
  readonly turns: number;
}

/**
 * Deletes what is kept of a conversation because its person asked for it: messages and replies, sealed originals, turns, deliveries, what editors were
 * shown of it, votes, and what came in before. Belongs into the transaction that commits the asking turn, after it took its messages and before it adds its own reply.
 *
 * What stays: the conversation with its address, so that replies arrive; messages that came in meanwhile and wait for their turn; of the asking
 * turn's messages their native ids without text, so that a repeated delivery is not taken for a new message; and a line for the audit under a pseudonym.
 * @param erasure `before`: the sequence number of the turn's first reply. `id`: of the audit's line. `at`: milliseconds since 1970
 */
export async function eraseConversation(
  tx: Executor,
  erasure: { conversationId: string; turnId: string; before: number; id: string; at: number },
): Promise<Erased> {
  const { conversationId, turnId, before, id, at } = erasure;
  const waiting = tx
    .selectFrom('inbox')
    .select('seq')
    .where('conversation_id', '=', conversationId)
    .where('status', '=', 'waiting');
  await tx.deleteFrom('outbox').where('conversation_id', '=', conversationId).where('seq', '<', before).execute();
  await tx
    .deleteFrom('inbox')
    .where('conversation_id', '=', conversationId)
    .where('status', '=', 'done')
    .where((eb) => eb.or([eb('turn_id', 'is', null), eb('turn_id', '!=', turnId)]))
    .execute();
  const said = async (table: 'activities' | 'originals'): Promise<number> => {
    const { numDeletedRows } = await tx
      .deleteFrom(table)
      .where('conversation_id', '=', conversationId)
      .where('seq', '<', before)
      .where('seq', 'not in', waiting)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  };
  const originals = await said('originals');
  const activities = await said('activities');
  await eraseGaps(tx, conversationId);
  const turns = await tx.deleteFrom('turns').where('conversation_id', '=', conversationId).executeTakeFirstOrThrow();
  const { channel } = await tx
    .selectFrom('conversations')
    .select('channel')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  const erased = { activities, originals, turns: Number(turns.numDeletedRows) };
  await tx
    .insertInto('erasures')
    .values({ id, pseudonym: pseudonymOf(conversationId), channel, ...erased, erased_at: at })
    .execute();
  return erased;
}

/**
 * What the audit calls a conversation: the same each time, and no way back once the conversation is gone, because its id is random. A phone
 * number's digest could be found by trying them all.
 */
export function pseudonymOf(conversationId: string): string {
  return createHash('sha256').update(`erased\0${conversationId}`).digest('hex').slice(0, 32);
}
