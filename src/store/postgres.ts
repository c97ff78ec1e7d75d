import { randomUUID } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { Announcements, type Announced, collectAnnouncements } from './announcements.js';
import { databaseIsHealthy } from './health.js';
import { migrate } from './migrations.js';
import { postgresDialect } from './postgresDialect.js';
import { translatePostgresError } from './postgresErrors.js';
import { type Notifications, receiveNotifications } from './postgresNotifications.js';
import type { Schema } from './schema.js';
import type { Store } from './store.js';

type TypeId = Parameters<typeof pg.types.getTypeParser>[0];

/** int8 (times, counts) as numbers, in this store's connections only: milliseconds fit for 285,000 years. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: TypeId, format): (value: string) => unknown {
    const parser = pg.types.getTypeParser(oid, format) as (value: string) => unknown;
    return oid === pg.types.builtins.INT8 ? Number : parser;
  },
};

/** How long a server may take to answer a new connection. */
const CONNECT_WITHIN_MS = 5_000;
/** How long a caller waits for a connection when all are in use: in a rush that is no sign of an unreachable database. */
const WAIT_IN_LINE_MS = 30_000;

/**
 * Opens the store on PostgreSQL.
 * @throws AppError STORE_UNREACHABLE, STORE_NEWER, STORE_FULL
 */
export async function openPostgres(databaseUrl: string): Promise<Store> {
  const connection: pg.ClientConfig = {
    connectionString: databaseUrl,
    types,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'tanya-imigrasi',
  };
  await migrateAlone(connection);

  const instance = randomUUID();
  const announcements = new Announcements();
  const notifications = await receiveNotifications(connection, ({ from, topic, conversationId }) => {
    if (from !== instance) announcements.emit(topic, conversationId);
  });
  // An instance that hangs must not keep rows from the others for ever.
  const limits = { statement_timeout: 30_000, idle_in_transaction_session_timeout: 30_000 };
  return makeStore(openPool({ ...connection, ...limits, max: 10 }), announcements, notifications, instance);
}

function makeStore(pool: pg.Pool, announcements: Announcements, notifications: Notifications, instance: string): Store {
  const db = new Kysely<Schema>({ dialect: postgresDialect(pool, translatePostgresError) });
  return {
    dialect: 'postgres',
    db,
    async transaction(work) {
      const { announce, collected } = collectAnnouncements();
      const result = await db.transaction().execute(async (tx) => {
        const done = await work(tx, announce);
        await notify(tx, instance, collected());
        return done;
      });
      // This instance does not wait for its own notification, and does without while the listening connection is down.
      for (const { topic, conversationId } of collected()) announcements.emit(topic, conversationId);
      return result;
    },
    listen: (topic, listener) => announcements.listen(topic, listener),
    healthy: () => databaseIsHealthy(db),
    async close() {
      await notifications.close();
      await db.destroy();
      if (!pool.ended) await pool.end(); // destroy does nothing where no query was run
    },
  };
}

/** PostgreSQL delivers them at the commit, and not at all after a rollback. */
async function notify(tx: Kysely<Schema>, instance: string, announced: readonly Announced[]): Promise<void> {
  if (announced.length === 0) return;
  const payloads = announced.map(({ topic, conversationId }) => JSON.stringify([instance, topic, conversationId]));
  await sql`select pg_notify('tanya', payload) from unnest(${payloads}::text[]) as payload`.execute(tx);
}

/** On a connection without time limits: another instance's migration may take its time, and is waited for. */
async function migrateAlone(connection: pg.ClientConfig): Promise<void> {
  const db = new Kysely<Schema>({
    dialect: postgresDialect(openPool({ ...connection, max: 1 }), translatePostgresError),
  });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

/** The pool has one setting for both times, and hands it on to its clients. */
class QuicklyConnectingClient extends pg.Client {
  constructor(settings?: pg.ClientConfig) {
    super({ ...settings, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  }
}

function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    connectionTimeoutMillis: WAIT_IN_LINE_MS,
    Client: QuicklyConnectingClient as unknown as new () => pg.ClientBase,
  });
  // A connection that breaks, idle or between two statements of a transaction, is replaced, and its next statement fails;
  // without these listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}
