import type { Executor } from './store.js';

export type Vote = 'up' | 'down';

/**
 * Stores what a person says of an answer: one vote a turn, the last one counts.
 * @param feedback `at`: milliseconds since 1970
 * @returns whether anything has changed; `false`: the same vote was there already
 */
export async function recordVote(
  ex: Executor,
  feedback: { readonly turnId: string; readonly conversationId: string; readonly vote: Vote; readonly at: number },
): Promise<boolean> {
  const { turnId, conversationId, vote, at } = feedback;
  const result = await ex
    .insertInto('feedback')
    .values({ turn_id: turnId, conversation_id: conversationId, vote, at })
    .onConflict((conflict) => conflict.column('turn_id').doUpdateSet({ vote, at }).where('feedback.vote', '<>', vote))
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/**
 * The turn that a reply of the assistant belongs to.
 * @param reply by the id of its activity, or by the id that the channel gave it when it was sent
 * @returns undefined for what is no such reply of this conversation: a person's message, an officer's, one of elsewhere
 */
export async function turnOfReply(
  ex: Executor,
  conversationId: string,
  reply: { readonly activityId: string } | { readonly nativeMessageId: string },
): Promise<string | undefined> {
  let query = ex
    .selectFrom('activities')
    .select('activities.turn_id')
    .where('activities.conversation_id', '=', conversationId)
    .where('activities.author', '=', 'bot');
  query =
    'activityId' in reply
      ? query.where('activities.id', '=', reply.activityId)
      : query.where('activities.seq', 'in', (eb) =>
          eb
            .selectFrom('outbox')
            .select('outbox.seq')
            .where('outbox.conversation_id', '=', conversationId)
            .where('outbox.native_id', '=', reply.nativeMessageId),
        );
  return (await query.executeTakeFirst())?.turn_id ?? undefined;
}

/** The vote on a turn, if there is one. */
export async function voteOn(ex: Executor, turnId: string): Promise<Vote | undefined> {
  const row = await ex.selectFrom('feedback').select('vote').where('turn_id', '=', turnId).executeTakeFirst();
  return row && (row.vote === 'up' ? 'up' : 'down');
}
