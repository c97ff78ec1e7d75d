import pg from 'pg';
import { translatePostgresError } from './postgresErrors.js';
import type { Topic } from './store.js';

const TOPICS: ReadonlySet<unknown> = new Set<Topic>(['waiting', 'activity', 'outbox']);
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export interface Notification {
  /** The instance that announced it. */
  readonly from: string;
  readonly topic: Topic;
  readonly conversationId: string;
}

export interface Notifications {
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own, and connects again whenever it is lost. What was announced while it was lost is not
 * made up for: whoever listens also looks from time to time.
 * @throws AppError STORE_UNREACHABLE when the first connection fails
 */
export async function receiveNotifications(
  connection: pg.ClientConfig,
  receive: (notification: Notification) => void,
): Promise<Notifications> {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const next = new pg.Client(connection);
    client = next;
    next.on('notification', ({ payload }) => {
      const notification = parse(payload);
      if (notification) receive(notification);
    });
    next.on('error', () => undefined); // 'end' follows
    try {
      await next.connect();
      await next.query('listen tanya');
      if (closed) await next.end(); // it was closed while we connected
    } catch (error) {
      void next.end().catch(() => undefined);
      throw error;
    }
    next.on('end', () => reconnect(FIRST_PAUSE_MS));
  };

  const reconnect = (pause: number): void => {
    if (closed) return;
    timer = setTimeout(() => void connect().catch(() => reconnect(Math.min(pause * 2, LONGEST_PAUSE_MS))), pause);
    timer.unref();
  };

  await connect().catch((error: unknown) => {
    throw translatePostgresError(error);
  });
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

function parse(payload: string | undefined): Notification | undefined {
  try {
    const [from, topic, conversationId] = JSON.parse(payload ?? '') as unknown[];
    if (typeof from !== 'string' || typeof conversationId !== 'string' || !TOPICS.has(topic)) return undefined;
    return { from, topic: topic as Topic, conversationId };
  } catch {
    return undefined; // another program's, on the same name
  }
}
