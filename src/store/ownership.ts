import { AppError } from '../errors.js';
import { BOT, type Conversation, toConversation } from './conversations.js';
import type { Executor, Store } from './store.js';

/**
 * Gives a conversation to an officer: the bot's unsent replies are cancelled and a turn that is being thought about will be
 * superseded. What is already on its way stays as it is.
 * @param change `at`: milliseconds since 1970
 * @returns the conversation as it is now
 * @throws AppError CONVERSATION_UNKNOWN
 */
export function takeOver(
  store: Store,
  change: { conversationId: string; officerId: string; at: number },
): Promise<Conversation> {
  return changeOwner(store, change.conversationId, change.officerId, change.at);
}

/**
 * Gives a conversation back to the bot. Replies of the bot from before are not sent any more.
 * @param change `at`: milliseconds since 1970
 * @returns the conversation as it is now
 * @throws AppError CONVERSATION_UNKNOWN
 */
export function returnToBot(store: Store, change: { conversationId: string; at: number }): Promise<Conversation> {
  return changeOwner(store, change.conversationId, BOT, change.at);
}

function changeOwner(store: Store, conversationId: string, owner: string, at: number): Promise<Conversation> {
  return store.transaction(async (tx, announce) => {
    const row = await tx
      .updateTable('conversations')
      .set((eb) => ({ owner, epoch: eb('epoch', '+', 1), updated_at: at }))
      .where('id', '=', conversationId)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new AppError('CONVERSATION_UNKNOWN');
    await keepOfficersReplies(tx, conversationId, row.epoch);
    await tx
      .updateTable('outbox')
      .set({ status: 'cancelled', updated_at: at })
      .where('conversation_id', '=', conversationId)
      .where('status', '=', 'queued')
      .where('epoch', '<', row.epoch)
      .execute();
    announce('activity', conversationId);
    return toConversation(row);
  });
}

/** What an officer wrote still goes out, under the new epoch: the fence is there for the bot. */
async function keepOfficersReplies(tx: Executor, conversationId: string, epoch: number): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ epoch })
    .where('conversation_id', '=', conversationId)
    .where('status', '=', 'queued')
    .where('seq', 'in', (eb) =>
      eb
        .selectFrom('activities')
        .select('activities.seq')
        .where('activities.conversation_id', '=', conversationId)
        .where('activities.author', '=', 'officer'),
    )
    .execute();
}
