import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { AppError } from '../errors.js';
import { Announcements, collectAnnouncements } from './announcements.js';
import { databaseIsHealthy } from './health.js';
import { takeInstanceLock } from './instanceLock.js';
import { migrate } from './migrations.js';
import type { Schema } from './schema.js';
import { sqliteDialect } from './sqliteDialect.js';
import { translateSqliteError } from './sqliteErrors.js';
import type { Store } from './store.js';

/** The database's file in DATA_DIR. */
export const DATABASE_FILE = 'tanya.db';

export interface SqliteOptions {
  readonly dataDir: string;
  /** A store that lives in memory only; `dataDir` is not touched. */
  readonly memory?: boolean;
  /** Takes the instance lock, and clears all claims: with the lock nobody else can be thinking. */
  readonly exclusive: boolean;
  /** A limit to the file's size in pages of 4 KB, for tests of a full disk. */
  readonly maxPageCount?: number;
}

/**
 * Opens the embedded store.
 * @throws AppError DATA_DIR_UNUSABLE, DATA_DIR_IN_USE (only when exclusive), STORE_CORRUPT, STORE_NEWER, STORE_FULL
 */
export async function openSqlite(options: SqliteOptions): Promise<Store> {
  if (options.memory) return start(openDatabase(':memory:', options), () => undefined, options.exclusive);
  prepareFolder(options.dataDir);
  const unlock = options.exclusive ? takeInstanceLock(options.dataDir) : () => undefined;
  try {
    return await start(openDatabase(join(options.dataDir, DATABASE_FILE), options), unlock, options.exclusive);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(database: Database.Database, unlock: () => void, exclusive: boolean): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, translateSqliteError) });
  try {
    await migrate(db);
    if (exclusive) {
      await db
        .updateTable('conversations')
        .set({ claim_token: null, claim_expires_at: null })
        .where('claim_token', 'is not', null)
        .execute();
    }
  } catch (error) {
    database.close();
    throw error;
  }
  const announcements = new Announcements();
  return {
    dialect: 'sqlite',
    db,
    async transaction(work, durability = 'power') {
      const { announce, collected } = collectAnnouncements();
      const result = await db.connection().execute(async (connection) => {
        if (durability === 'power') return connection.transaction().execute((tx) => work(tx, announce));
        database.exec('pragma synchronous = normal');
        try {
          return await connection.transaction().execute((tx) => work(tx, announce));
        } finally {
          database.exec('pragma synchronous = full');
        }
      });
      for (const { topic, conversationId } of collected()) announcements.emit(topic, conversationId);
      return result;
    },
    listen: (topic, listener) => announcements.listen(topic, listener),
    healthy: () => databaseIsHealthy(db),
    async close() {
      await db.destroy();
      database.close(); // destroy does nothing where no query was run
      unlock();
    },
  };
}

function openDatabase(file: string, options: SqliteOptions): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 5000 });
    database.pragma('journal_mode = wal');
    // FULL: a commit is on the disk before it is acknowledged, even if the power fails right after.
    database.pragma('synchronous = full');
    database.pragma('foreign_keys = on');
    if (options.maxPageCount !== undefined) database.pragma(`max_page_count = ${Math.trunc(options.maxPageCount)}`);
    return database;
  } catch (error) {
    database?.close();
    throw translateSqliteError(error);
  }
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new AppError('DATA_DIR_UNUSABLE', dataDir, error);
  }
}
