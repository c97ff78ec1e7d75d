import type { Conversations } from '../channel/conversations.js';
import { readActivities } from '../store/activities.js';
import { findConversation } from '../store/conversations.js';
import { giveFeedback, type FeedbackServices } from './giveFeedback.js';
import { receive, type ReceiveServices } from './receive.js';

/** The core's side of the port that adapters take messages in by. */
export function conversationsOver(services: ReceiveServices & FeedbackServices): Conversations {
  const { store } = services;
  return {
    async begin({ id, channel, account, personId, locale }) {
      // The conversation and its first message in one transaction: a crash between the two would leave one that is never greeted.
      await receive(services, {
        channel,
        account,
        conversationId: id,
        conversationNativeId: id,
        nativeId: `${id}/join`,
        personId,
        activity: { type: 'conversationUpdate', ...(locale !== undefined && { locale }) },
      });
    },
    async find(conversationId) {
      const found = await findConversation(store.db, conversationId);
      return found && { id: found.id, channel: found.channel, personId: found.personId, lastSeq: found.nextSeq - 1 };
    },
    receive: (message) => receive(services, message),
    giveFeedback: (feedback) => giveFeedback(services, feedback),
    read: (conversationId, afterSeq, limit) => readActivities(store.db, conversationId, afterSeq, limit),
    subscribe: (listener) => store.listen('activity', listener),
  };
}
