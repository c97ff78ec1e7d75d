import { hkdfSync } from 'node:crypto';
import type { Logger } from 'pino';
import { v7 as timeOrderedId } from 'uuid';
import type { FastifyInstance } from 'fastify';
import { directLineTokens } from '../adapters/web/directLine/tokens.js';
import { registerWebChannel } from '../adapters/web/webChannel.js';
import { makeChecklistPage } from './checklists/makePage.js';
import type { Config } from './config.js';
import type { ChannelCapabilities } from './channel/channel.js';
import type { DialogueThread } from './dialogueThread/dialogueThread.js';
import { AppError, messageOf } from './errors.js';
import { createMetrics } from './http/metrics.js';
import { healthRoutes } from './http/health.js';
import { createServer } from './http/server.js';
import { conversationsOver } from './inbox/conversations.js';
import { officeDay } from './knowledge/officeDay.js';
import { startHousekeeping } from './privacy/housekeeping.js';
import type { Conversation } from './store/conversations.js';
import { countWaiting } from './store/inbox.js';
import { openStore } from './store/openStore.js';
import { loadSecretKey } from './store/secretKey.js';
import { describeFailure } from './turn/runTurn.js';
import { TurnRunner } from './turn/turnRunner.js';

/** How long a stop may take before what still runs is left to the next start; it is safe in the store. Milliseconds. */
const DRAIN_MS = 7_000;
const TURN_TIMEOUT_MS = 20_000;
const TURN_CONCURRENCY = 16;
const SWEEP_MS = 2_000;

export interface RunningServer {
  /** Where it listens. */
  readonly address: string;
  readonly app: FastifyInstance;
  /** Stops in order: no new requests, running turns to their end, the store last. */
  stop(): Promise<void>;
}

/**
 * Starts everything around a dialogue, and lets it begin: store, channels, turns. Nothing listens before it is ready.
 * @throws AppError for everything that an operator can put right
 */
export async function startServer(config: Config, dialogue: DialogueThread, logger: Logger): Promise<RunningServer> {
  const now = (): number => Date.now();
  // Ordered by time, so that new rows lie side by side in the indexes: a fifth more turns a second than with random ones.
  const newId = (): string => timeOrderedId();
  const store = await openStore({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, exclusive: true });
  // Not before the store's lock says that the folder is ours.
  dialogue.begin();
  try {
    const secretKey = loadSecretKey({ configured: config.secretKey, dataDir: config.dataDir });
    const conversations = conversationsOver({
      store,
      secretKey,
      now,
      newId,
      onVote: (vote) => metrics.voted(vote),
    });

    const app = await createServer({
      logger,
      trustProxy: config.trustProxy,
      corsOrigins: config.corsOrigins,
      requestsPerAddress: config.limits.requestsPerAddress,
    });
    const web = await registerWebChannel(app, {
      conversations,
      tokens: directLineTokens(derivedKey(secretKey, 'direct line tokens'), now),
      newId,
      publicUrl: config.publicUrl,
      limits: config.limits,
      officeName: (language) => dialogue.knowledge.officeName[language],
      checklistPage: (id, answers, language) =>
        makeChecklistPage(dialogue.knowledge.checklists, id, answers, language, officeDay(now())),
      onError: (error) => logger.warn(messageOf(error)),
    });
    const channels = new Map([[web.channel.name, web.channel]]);
    const metrics = createMetrics({
      tanya_messages_waiting: { help: 'Messages that no turn has taken yet', read: () => countWaiting(store.db) },
      tanya_streams_open: { help: 'Open web chat streams', read: () => web.openStreams() },
    });
    await app.register(healthRoutes, {
      checks: {
        store: () => store.healthy(),
        index: () => Promise.resolve(dialogue.alive && dialogue.knowledge.articles > 0),
      },
      metrics: metrics.registry,
    });

    const showTyping = ({ id, channel, account, nativeId }: Conversation): void => {
      channels
        .get(channel)
        ?.showTyping?.({ conversationId: id, account, nativeId })
        .catch((error: unknown) => logger.warn(messageOf(error)));
    };
    const runner = new TurnRunner({
      store,
      dialogue,
      capabilities: (name) => capabilitiesOf(channels.get(name)?.capabilities),
      now,
      newId,
      timeoutMs: TURN_TIMEOUT_MS,
      concurrency: TURN_CONCURRENCY,
      sweepMs: SWEEP_MS,
      onError: (error, conversationId) => {
        metrics.turnFailed();
        logger.error({ conversationId }, `a turn failed and is tried again: ${describeFailure(error)}`);
      },
      burstWindowMs: config.burstWindowMs,
      onWaiting: showTyping,
      onSlow: showTyping,
      onCommitted: (turn) => metrics.turnCommitted(turn),
    });
    await dialogue.ready;
    await listen(app, config);
    await runner.start();
    const stopHousekeeping = startHousekeeping({
      store,
      now,
      retentionDays: config.retentionDays,
      onError: (error) => logger.error(messageOf(error)),
    });

    let stopping: Promise<void> | undefined;
    return {
      address: addressOf(app),
      app,
      stop() {
        stopping ??= (async () => {
          stopHousekeeping();
          web.close();
          await app.close();
          if (!(await runner.drain(DRAIN_MS)))
            logger.warn('some turns did not end in time; they are taken up at the next start');
          await dialogue.stop();
          await store.close();
        })();
        return stopping;
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

const NO_CHANNEL: ChannelCapabilities = { delivery: 'log', buttons: false, typing: false, maxTextLength: 4_000 };

/** A conversation of a channel that is not configured any more is answered into its log, where it waits. */
function capabilitiesOf(known: ChannelCapabilities | undefined): ChannelCapabilities {
  return known ?? NO_CHANNEL;
}

/** A key of its own for each purpose, so that one never opens what another sealed. */
function derivedKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new AppError('PORT_IN_USE', `${host}:${port}`, error);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new AppError('CONFIG_INVALID', `HOST or PORT: ${messageOf(error)}`, error);
    throw error;
  }
}

function addressOf(app: FastifyInstance): string {
  const address = app.server.address();
  return typeof address === 'object' && address ? `http://localhost:${address.port}` : '';
}
