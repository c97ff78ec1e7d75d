import { sql } from 'kysely';
import type { Language } from '../knowledge/types.js';
import { databaseNow } from './clock.js';
import { type Conversation, type ConversationState, toConversation } from './conversations.js';
import { type WaitingMessage, waitingMessages } from './inbox.js';
import { toJson } from './storable.js';
import type { Executor, Store } from './store.js';

/** What a turn works on. */
export interface BegunTurn {
  readonly conversation: Conversation;
  /** At least one, in order; `attempts` counts this turn already. */
  readonly messages: WaitingMessage[];
}

/**
 * Claims a conversation for one turn and counts the attempt, in a transaction of its own: an attempt counts even if the
 * turn kills the process, or else a poisonous message would be tried for ever. After a power failure the claim is worth
 * nothing and one attempt more does no harm, so it does not wait for the disk.
 * @param claim `token`: any text that nobody else uses. `ttlMs`: after so many milliseconds, by the database's clock, others may
 *   take the conversation.
 * @returns `undefined`, and the claim is not kept, when somebody else holds it, nothing waits, or there is no such conversation
 */
export function beginTurn(
  store: Store,
  claim: { conversationId: string; token: string; ttlMs: number },
): Promise<BegunTurn | undefined> {
  const { conversationId, token, ttlMs } = claim;
  return store.transaction(async (tx) => {
    const now = databaseNow(tx);
    const row = await tx
      .updateTable('conversations')
      .set({ claim_token: token, claim_expires_at: sql<number>`${now} + ${sql.lit(Math.trunc(ttlMs))}` })
      .where('id', '=', conversationId)
      .where((eb) => eb.or([eb('claim_token', 'is', null), eb('claim_expires_at', '<=', now)]))
      .returningAll()
      .executeTakeFirst();
    if (!row) return undefined;
    // Asked only now that the row is ours: whoever had it before may have taken the messages while we waited for it.
    const counted = await tx
      .updateTable('inbox')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('conversation_id', '=', conversationId)
      .where('status', '=', 'waiting')
      .executeTakeFirst();
    if (counted.numUpdatedRows === 0n) {
      await releaseClaim(tx, conversationId, token);
      return undefined;
    }
    return { conversation: toConversation(row), messages: await waitingMessages(tx, conversationId) };
  }, 'process');
}

/**
 * Gives a claim back without a turn.
 * @returns whether it was still held under this token
 */
export async function releaseClaim(ex: Executor, conversationId: string, token: string): Promise<boolean> {
  const result = await ex
    .updateTable('conversations')
    .set({ claim_token: null, claim_expires_at: null })
    .where('id', '=', conversationId)
    .where('claim_token', '=', token)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface FinishedTurn {
  readonly conversationId: string;
  readonly token: string;
  /** The epoch that `beginTurn` read. */
  readonly epoch: number;
  readonly state: ConversationState;
  readonly language: Language | null;
  /** Milliseconds since 1970, becomes `updatedAt`. */
  readonly at: number;
}

/**
 * Ends a turn and writes its state, if nothing happened to the conversation meanwhile. Call it first in the commit: it
 * holds the conversation's row, in the same order as `beginTurn` does, so that the two never wait for each other.
 *
 * An expired claim that nobody took is still ours.
 * @returns `committed`; `superseded`: the owner, and with it the epoch, changed while the token was still ours; the claim is
 *   free and the state untouched, so drop the replies; `lost`: somebody else has the token, so roll everything back
 */
export async function finishTurn(tx: Executor, turn: FinishedTurn): Promise<'committed' | 'superseded' | 'lost'> {
  const result = await tx
    .updateTable('conversations')
    .set({
      claim_token: null,
      claim_expires_at: null,
      state: toJson(turn.state),
      language: turn.language,
      updated_at: turn.at,
    })
    .where('id', '=', turn.conversationId)
    .where('claim_token', '=', turn.token)
    .where('epoch', '=', turn.epoch)
    .executeTakeFirst();
  if (result.numUpdatedRows === 1n) return 'committed';
  return (await releaseClaim(tx, turn.conversationId, turn.token)) ? 'superseded' : 'lost';
}
