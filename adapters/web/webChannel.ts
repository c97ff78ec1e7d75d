import type { FastifyInstance } from 'fastify';
import type { Channel } from '../../src/channel/channel.js';
import type { MakeChecklistPage } from '../../src/channel/checklistPage.js';
import type { Conversations } from '../../src/channel/conversations.js';
import { directLineRoutes } from './directLine/routes.js';
import { Streams } from './directLine/stream.js';
import { checklistRoutes } from './checklistRoutes.js';
import type { Tokens } from './directLine/tokens.js';
import { WEB_CHANNEL } from './directLine/convert.js';
import { pageRoutes } from './pageRoutes.js';

export interface WebChannelOptions {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly newId: () => string;
  readonly publicUrl: string | undefined;
  readonly limits: {
    readonly requestsPerAddress: number;
    readonly tokensPerAddress: number;
    readonly messagesPerPerson: number;
  };
  readonly officeName: (language: 'id' | 'en') => string;
  readonly checklistPage: MakeChecklistPage;
  readonly onError: (error: unknown) => void;
}

export interface WebChannel {
  readonly channel: Channel;
  openStreams(): number;
  /** Closes the streams; the clients come back to whoever serves next. */
  close(): void;
}

/** The web chat: Direct Line 3.0, the page, the widget. Its activity log is its outbox, so there is nothing to deliver. */
export async function registerWebChannel(app: FastifyInstance, options: WebChannelOptions): Promise<WebChannel> {
  const streams = new Streams(options.conversations, options.onError);
  await app.register(directLineRoutes, { ...options, streams, prefix: '/v3/directline' });
  await app.register(pageRoutes, options);
  await app.register(checklistRoutes, options);
  return {
    channel: {
      name: WEB_CHANNEL,
      capabilities: { delivery: 'log', buttons: true, typing: true, maxTextLength: 20_000 },
      showTyping({ conversationId }) {
        streams.showTyping(conversationId);
        return Promise.resolve();
      },
    },
    openStreams: () => streams.size,
    close: () => streams.close(),
  };
}
