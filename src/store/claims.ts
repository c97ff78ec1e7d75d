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

/**
 * Gives a claim back after a turn that ended in an error, and counts the error with its messages.
 * @returns whether the claim was still held under this token; if not, nothing is counted
 */
export function failTurn(
  store: Store,
  turn: { conversationId: string; token: string; messageIds: readonly string[] },
): Promise<boolean> {
  return store.transaction(async (tx) => {
    if (!(await releaseClaim(tx, turn.conversationId, turn.token))) return false;
    await tx
      .updateTable('inbox')
      .set((eb) => ({ failures: eb('failures', '+', 1) }))
      .where('id', 'in', turn.messageIds)
      .where('status', '=', 'waiting')
      .execute();
    return true;
  });
}

export interface FinishedTurn {
  readonly conversationId: string;
  readonly token: string;
  /** The epoch that `beginTurn` read. */
  readonly epoch: number;
  readonly state: ConversationState;
  readonly language: Language | null;
  /** How many sequence numbers its replies take. */
  readonly replies: number;
  /** Milliseconds since 1970, becomes `updatedAt`. */
  readonly at: number;
}

/** How a turn ended; `firstSeq` is the first of the sequence numbers of its replies. */
export type TurnEnd =
  | { readonly kind: 'committed'; readonly firstSeq: number }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'lost' };

/**
 * Ends a turn and writes its state, if nothing happened to the conversation meanwhile. Call it first in the commit: it
 * holds the conversation's row, in the same order as `beginTurn` does, so that the two never wait for each other.
 *
 * An expired claim that nobody took is still ours.
 * @returns `committed`, with sequence numbers taken as `allocateSequence` does; `superseded`: the owner, and with it the epoch, changed while the token was still ours; the claim is
 *   free and the state untouched, so drop the replies; `lost`: somebody else has the token, so roll everything back
 */
export async function finishTurn(tx: Executor, turn: FinishedTurn): Promise<TurnEnd> {
  const row = await tx
    .updateTable('conversations')
    .set((eb) => ({
      claim_token: null,
      claim_expires_at: null,
      state: toJson(turn.state),
      language: turn.language,
      next_seq: eb('next_seq', '+', turn.replies),
      updated_at: turn.at,
    }))
    .where('id', '=', turn.conversationId)
    .where('claim_token', '=', turn.token)
    .where('epoch', '=', turn.epoch)
    .returning('next_seq')
    .executeTakeFirst();
  if (row) return { kind: 'committed', firstSeq: row.next_seq - turn.replies };
  return { kind: (await releaseClaim(tx, turn.conversationId, turn.token)) ? 'superseded' : 'lost' };
}
