import cors from '@fastify/cors';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { AppError } from '../errors.js';
import { errorBody, toAppError } from './errorReply.js';

export interface ServerOptions {
  readonly logger: FastifyBaseLogger;
  readonly trustProxy: boolean | string;
  readonly corsOrigins: readonly string[];
  /** Requests a minute from one address, all paths together. */
  readonly requestsPerAddress: number;
}

/** A message has 4,000 characters at most, which is 16 KB at the worst; the rest is the envelope. */
const BODY_LIMIT = 48 * 1024;

/**
 * The HTTP server with what holds for every path: limits, security headers, one shape of error. It listens to nothing yet.
 */
export async function createServer({
  logger,
  trustProxy,
  corsOrigins,
  requestsPerAddress,
}: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  app.setErrorHandler((error, request, reply) => {
    const known = toAppError(error);
    if (known.status >= 500)
      request.log.error({ code: known.code, err: error, route: request.routeOptions.url }, known.message);
    void reply.code(known.status).send(errorBody(known));
  });
  app.setNotFoundHandler((_request, reply) => {
    const error = new AppError('NOT_FOUND');
    void reply.code(error.status).send(errorBody(error));
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // HSTS belongs to whoever ends TLS in front of us.
    hsts: false,
  });
  await app.register(cors, {
    origin: corsOrigins.length > 0 ? [...corsOrigins] : false,
    methods: ['GET', 'POST'],
    exposedHeaders: ['retry-after'],
    maxAge: 600,
  });
  await app.register(rateLimit, {
    global: true,
    max: requestsPerAddress,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) => new AppError('RATE_LIMITED', `try again in ${context.after}`),
  });
  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  await app.register(websocket, { options: { maxPayload: 4096 } });
  return app;
}
