import { z } from 'zod';
import type { Feedback } from '../../../src/channel/feedback.js';
import { WEB_ACCOUNT, WEB_CHANNEL } from './convert.js';
import type { TokenHolder } from './tokens.js';

/** The id of an activity, as we give them. */
export const replyId = z.string().regex(/^[\x21-\x7e]{1,300}$/);

/**
 * Bot Framework's activity for a thumb up or down: `{ type: 'messageReaction', replyToId, reactionsAdded: [{ type: 'like' | 'dislike' }] }`
 * (botframework-schema, "Message reaction"; `like` is the SDK's own name, `dislike` is ours). `reactionsRemoved` means nothing here: a vote
 * is changed by the other one.
 */
const reaction = z.object({
  type: z.literal('messageReaction'),
  replyToId: replyId,
  reactionsAdded: z.array(z.object({ type: z.enum(['like', 'dislike']) })).min(1),
});

/**
 * What a posted activity says of an answer. Whoever says it is whom the token names.
 * @returns undefined for any other activity, and for reactions that mean nothing here
 */
export function toFeedback(body: unknown, holder: TokenHolder): Feedback | undefined {
  const parsed = reaction.safeParse(body);
  if (!parsed.success) return undefined;
  const { replyToId, reactionsAdded } = parsed.data;
  return feedbackOf(holder, replyToId, reactionsAdded.at(-1)?.type === 'like');
}

/** What the person whom a token names says of a reply. */
export function feedbackOf(holder: TokenHolder, activityId: string, helpful: boolean): Feedback {
  return {
    channel: WEB_CHANNEL,
    account: WEB_ACCOUNT,
    conversationNativeId: holder.conversationId,
    personId: holder.personId,
    reply: { activityId },
    helpful,
  };
}
