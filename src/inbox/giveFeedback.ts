import type { Feedback } from '../channel/feedback.js';
import { AppError } from '../errors.js';
import { BOT, type Conversation, findConversationByNativeId } from '../store/conversations.js';
import { recordVote, turnOfReply, type Vote } from '../store/feedback.js';
import { insertDownvotedGap, withdrawDownvote } from '../store/gaps.js';
import { messagesOfTurn } from '../store/inbox.js';
import type { Executor, Store } from '../store/store.js';
import { turnById, type Turn } from '../store/turns.js';
import { askedIn } from './askedIn.js';

export interface FeedbackServices {
  readonly store: Store;
  readonly now: () => number;
  /** Told of each vote that is new or another than before, for figures. */
  readonly onVote?: ((vote: Vote) => void) | undefined;
}

/** Of these answers an editor can learn something from a "no": the others say nothing about the knowledge base. */
const LEARNT_FROM = new Set(['answered', 'abstained']);

/**
 * Takes in what a person says of an answer: one vote a turn, which they may change; the same vote again changes nothing. It begins no turn and
 * does not show in the conversation. A "no" puts the question, as it is stored, among the editors' gaps, unless an officer has the chat.
 * @throws AppError CONVERSATION_UNKNOWN; FEEDBACK_REFUSED when it is no answer of the assistant in this conversation, or is said by somebody else;
 *   STORE_FULL and STORE_UNREACHABLE, in which case nothing was stored
 */
export async function giveFeedback({ store, now, onVote }: FeedbackServices, feedback: Feedback): Promise<void> {
  const vote: Vote = feedback.helpful ? 'up' : 'down';
  const at = now();
  const changed = await store.transaction(async (tx) => {
    const { channel, account, conversationNativeId, personId, reply } = feedback;
    const conversation = await findConversationByNativeId(tx, channel, account, conversationNativeId);
    if (!conversation) throw new AppError('CONVERSATION_UNKNOWN');
    const turnId = await turnOfReply(tx, conversation.id, reply);
    const turn = turnId === undefined ? undefined : await turnById(tx, turnId);
    if (!turn || conversation.personId !== personId) throw new AppError('FEEDBACK_REFUSED');
    // First of all, so that two votes at once come one after the other.
    if (!(await recordVote(tx, { turnId: turn.id, conversationId: conversation.id, vote, at }))) return false;
    if (vote === 'up') await withdrawDownvote(tx, turn.id);
    else await noteDownvote(tx, conversation, turn, at);
    return true;
  });
  if (changed) onVote?.(vote);
}

async function noteDownvote(tx: Executor, conversation: Conversation, turn: Turn, at: number): Promise<void> {
  if (conversation.owner !== BOT || !LEARNT_FROM.has(turn.outcome)) return;
  const text = askedIn(await messagesOfTurn(tx, conversation.id, turn.id));
  if (text === '') return;
  await insertDownvotedGap(tx, {
    turnId: turn.id,
    conversationId: conversation.id,
    text,
    language: turn.language ?? 'id',
    outcome: turn.outcome,
    certainty: null,
    article: turn.article,
    knowledge: null,
    at,
  });
}
