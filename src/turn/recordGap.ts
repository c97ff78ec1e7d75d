import type { DialogueResult } from '../dialogue/dialogue.js';
import { askedIn } from '../inbox/askedIn.js';
import type { Conversation } from '../store/conversations.js';
import { forgetClarify, insertGap, type GapReason } from '../store/gaps.js';
import type { WaitingMessage } from '../store/inbox.js';
import type { Executor } from '../store/store.js';

/**
 * Notes for editors that a turn has not answered its question well; belongs into the transaction that commits the turn. Of a conversation
 * that an officer has, nothing is noted.
 * @param turn `at`: milliseconds since 1970
 * @returns why it was noted; undefined when it was not
 */
export async function recordGap(
  tx: Executor,
  turn: {
    readonly turnId: string;
    readonly conversation: Conversation;
    readonly messages: readonly WaitingMessage[];
    readonly result: DialogueResult;
    readonly at: number;
  },
): Promise<GapReason | undefined> {
  const { turnId, conversation, messages, result, at } = turn;
  if (conversation.owner !== 'bot') return undefined;
  if (result.outcome === 'answered') await forgetClarify(tx, conversation.id, at);
  const reason = result.outcome === 'failed' ? 'failed' : result.gap?.reason;
  const text = askedIn(messages.map(({ activity }) => activity));
  if (!reason || text === '') return undefined;
  await insertGap(tx, {
    turnId,
    conversationId: conversation.id,
    text,
    language: result.language === 'en' ? 'en' : 'id',
    outcome: result.outcome,
    reason,
    certainty: result.gap?.certainty ?? null,
    article: result.gap?.article ?? null,
    knowledge: result.gap?.knowledge ?? null,
    at,
  });
  return reason;
}
