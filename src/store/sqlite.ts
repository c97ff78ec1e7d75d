import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { AppError, messageOf } from '../errors.js';
import { Announcements, collectAnnouncements } from './announcements.js';
import { GroupCommit } from './groupCommit.js';
import { databaseIsHealthy } from './health.js';
import { takeInstanceLock } from './instanceLock.js';
import { migrate } from './migrations.js';
import type { Schema } from './schema.js';
import { sqliteDialect } from './sqliteDialect.js';
import { translateSqliteError } from './sqliteErrors.js';
import type { Store } from './store.js';

/** The database's file in DATA_DIR. */
export const DATABASE_FILE = 'tanya.db';

/** Bytes up to which a sound shutdown is no reason to skip the check at the start: so much takes some 50 ms. */
const QUICKLY_CHECKED = 32 * 1024 * 1024;

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
    const file = join(options.dataDir, DATABASE_FILE);
    const check = options.exclusive && isWorthChecking(file);
    createPrivately(file);
    const database = openDatabase(file, options);
    if (check) refuseDamaged(database);
    return await start(database, unlock, options.exclusive);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** SQLite gives the files beside it the same mode, and takes an empty file for a new database. */
function createPrivately(file: string): void {
  if (existsSync(file)) return; // opening and closing it would drop the locks that this process has on it
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw new AppError('DATA_DIR_UNUSABLE', file, error);
  }
}

/**
 * Whether the server looks at every page before it serves: 1.5 s a GB, or several times that right after a reboot, so a large database is
 * checked only after a shutdown that was no orderly one (which leaves its write-ahead log), where damage comes from.
 */
function isWorthChecking(file: string): boolean {
  if (!existsSync(file)) return false;
  return existsSync(`${file}-wal`) || statSync(file).size <= QUICKLY_CHECKED;
}

function refuseDamaged(database: Database.Database): void {
  try {
    const found = database.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new AppError('STORE_CORRUPT', messageOf(found));
  } catch (error) {
    database.close();
    throw translateSqliteError(error);
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
  const group = new GroupCommit(db, database);
  return {
    dialect: 'sqlite',
    db,
    async transaction(work, durability = 'power') {
      const { announce, collected } = collectAnnouncements();
      const result = await group.run((tx) => work(tx, announce), durability);
      for (const { topic, conversationId } of collected()) announcements.emit(topic, conversationId);
      return result;
    },
    listen: (topic, listener) => announcements.listen(topic, listener),
    healthy: () => databaseIsHealthy(db),
    async close() {
      await group.idle();
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
