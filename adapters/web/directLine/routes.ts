import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import type { Conversations } from '../../../src/channel/conversations.js';
import { AppError } from '../../../src/errors.js';
import { WEB_ACCOUNT, WEB_CHANNEL, toDirectLine, toInbound } from './convert.js';
import type { Streams } from './stream.js';
import { toFeedback } from './toFeedback.js';
import { TOKEN_SECONDS, type TokenHolder, type Tokens } from './tokens.js';

export interface DirectLineOptions {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly streams: Streams;
  readonly newId: () => string;
  /** Where clients reach us, without a slash at the end; undefined: taken from each request. */
  readonly publicUrl: string | undefined;
  /** Requests a minute: tokens per address, messages per person. */
  readonly limits: {
    readonly requestsPerAddress: number;
    readonly tokensPerAddress: number;
    readonly messagesPerPerson: number;
  };
}

/** What one poll returns at most; a client that is further behind polls again with the new watermark. */
const PAGE = 500;

type ConversationRequest = FastifyRequest<{ Params: { id: string }; Querystring: { watermark?: string; t?: string } }>;

/** Direct Line 3.0, as Microsoft's clients speak it (paths below `/v3/directline`). */
export const directLineRoutes: FastifyPluginCallback<DirectLineOptions> = (app, options, done) => {
  const { conversations, tokens, streams, newId, limits } = options;
  const minute = 60_000;

  const bearer = (request: FastifyRequest): string | undefined =>
    /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const grant = (holder: TokenHolder): { conversationId: string; token: string; expires_in: number } => ({
    conversationId: holder.conversationId,
    token: tokens.issue(holder),
    expires_in: TOKEN_SECONDS,
  });
  const newHolder = (): TokenHolder => ({ conversationId: newId(), personId: `dl_${newId()}` });
  /** The holder of a token that is for the conversation in the path. */
  const holderFor = (request: ConversationRequest, token = bearer(request)): TokenHolder => {
    const holder = tokens.verify(token);
    if (holder.conversationId !== request.params.id)
      throw new AppError('TOKEN_INVALID', 'it is for another conversation');
    return holder;
  };
  const known = async (conversationId: string): Promise<{ lastSeq: number }> => {
    const found = await conversations.find(conversationId);
    if (!found) throw new AppError('CONVERSATION_UNKNOWN');
    return found;
  };
  const streamUrl = (request: FastifyRequest, holder: TokenHolder, token: string, watermark?: string): string => {
    const base = (options.publicUrl ?? `${request.protocol}://${request.host}`).replace(/^http/, 'ws');
    const query = new URLSearchParams({ t: token, ...(watermark !== undefined && { watermark }) });
    return `${base}/v3/directline/conversations/${encodeURIComponent(holder.conversationId)}/stream?${query.toString()}`;
  };

  app.post('/tokens/generate', { config: { rateLimit: { max: limits.tokensPerAddress, timeWindow: minute } } }, () =>
    grant(newHolder()),
  );

  app.post('/tokens/refresh', (request) => grant(tokens.verify(bearer(request))));

  app.post(
    '/conversations',
    { config: { rateLimit: { max: limits.tokensPerAddress, timeWindow: minute } } },
    async (request, reply) => {
      const holder = bearer(request) === undefined ? newHolder() : tokens.verify(bearer(request));
      const { conversationId, personId } = holder;
      const already = await conversations.find(conversationId);
      if (!already)
        await conversations.begin({
          id: conversationId,
          channel: WEB_CHANNEL,
          account: WEB_ACCOUNT,
          personId,
          locale: localeOf(request),
        });
      const granted = grant(holder);
      return reply.code(already ? 200 : 201).send({ ...granted, streamUrl: streamUrl(request, holder, granted.token) });
    },
  );

  app.get('/conversations/:id', async (request: ConversationRequest) => {
    const holder = holderFor(request);
    const { lastSeq } = await known(holder.conversationId);
    const { watermark } = request.query;
    if (watermark !== undefined) readWatermark(watermark, lastSeq);
    const granted = grant(holder);
    return { ...granted, streamUrl: streamUrl(request, holder, granted.token, watermark) };
  });

  // A person is known by the token, not by the path, which anybody can write; without a sound token it is the address that counts.
  const perPerson = {
    rateLimit: {
      max: limits.messagesPerPerson,
      timeWindow: minute,
      keyGenerator: (request: FastifyRequest) => {
        try {
          return `person ${tokens.verify(bearer(request)).conversationId}`;
        } catch {
          return `address ${request.ip}`;
        }
      },
    },
  };
  // A route's own limit takes the place of the one for all paths, so that one is held here again.
  const addressLimit = app.createRateLimit({
    max: limits.requestsPerAddress,
    timeWindow: minute,
    keyGenerator: (request) => `posts ${request.ip}`,
  });
  const withinAddressLimit = async (request: FastifyRequest): Promise<void> => {
    const limit = await addressLimit(request);
    if (!limit.isAllowed && limit.isExceeded) throw new AppError('RATE_LIMITED');
  };
  app.post('/conversations/:id/activities', { config: perPerson }, async (request: ConversationRequest) => {
    await withinAddressLimit(request);
    const holder = holderFor(request);
    const feedback = toFeedback(request.body, holder);
    if (feedback) {
      await conversations.giveFeedback(feedback);
      return { id: newId() };
    }
    const message = toInbound(request.body, holder, newId);
    if (!message) {
      await known(holder.conversationId);
      return { id: newId() };
    }
    const { activityId } = await conversations.receive(message);
    return { id: activityId };
  });

  app.get('/conversations/:id/activities', async (request: ConversationRequest) => {
    const { conversationId } = holderFor(request);
    const { lastSeq } = await known(conversationId);
    const after = readWatermark(request.query.watermark, lastSeq);
    const entries = await conversations.read(conversationId, after, PAGE);
    return { activities: toDirectLine(entries, conversationId), watermark: String(entries.at(-1)?.seq ?? after) };
  });

  // Refused before its body is read: what a file holds is nobody's business here, and it may be of any size and type.
  const refuseUpload = (request: FastifyRequest): Promise<never> => {
    holderFor(request as ConversationRequest);
    throw new AppError('UPLOAD_REFUSED');
  };
  app.post('/conversations/:id/upload', { onRequest: async (request) => refuseUpload(request) }, () => undefined);

  const authorised = async (request: FastifyRequest): Promise<void> => {
    const { query } = request as ConversationRequest;
    const { conversationId } = holderFor(request as ConversationRequest, query.t ?? bearer(request));
    const { lastSeq } = await known(conversationId);
    readWatermark(query.watermark, lastSeq);
  };
  app.get('/conversations/:id/stream', { websocket: true, preValidation: authorised }, (socket, request) => {
    const { params, query } = request as ConversationRequest;
    streams.follow(params.id, Number(query.watermark ?? 0), socket);
  });

  done();
};

/** @throws AppError WATERMARK_INVALID for what this conversation never gave out */
function readWatermark(watermark: string | undefined, lastSeq: number): number {
  if (watermark === undefined || watermark === '') return 0;
  const seq = /^\d{1,15}$/.test(watermark) ? Number(watermark) : NaN;
  if (!(seq <= lastSeq)) throw new AppError('WATERMARK_INVALID');
  return seq;
}

/** The language of the person's browser, or the one that the client asked for. */
function localeOf(request: FastifyRequest): string | undefined {
  const body = request.body as { locale?: unknown } | null | undefined;
  if (typeof body?.locale === 'string') return body.locale.slice(0, 35);
  return /^[A-Za-z]{2,3}(?:-[A-Za-z]{2})?/.exec(request.headers['accept-language'] ?? '')?.[0];
}
