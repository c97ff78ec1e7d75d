import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { AppError, messageOf } from '../errors.js';
import { takeInstanceLock } from './instanceLock.js';
import { refuseNewer } from './migrations.js';
import type { Schema } from './schema.js';
import { SECRET_KEY_FILE } from './secretKey.js';
import { DATABASE_FILE } from './sqlite.js';
import { sqliteDialect } from './sqliteDialect.js';
import { translateSqliteError } from './sqliteErrors.js';

/** Pages of 4 KB copied before the copy lets go of the event loop. */
const PAGES_AT_A_TIME = 1000;

export interface Backup {
  readonly file: string;
  /** Where the generated secret key was copied to; absent where the key is configured (SECRET_KEY) and has to be kept apart. */
  readonly keyFile: string | undefined;
  readonly bytes: number;
}

/**
 * Copies the database of `dataDir` to `file` as it is at this moment, while a server may go on writing, and the generated secret
 * key to `FILE.key`: without the key the sealed originals cannot be opened. Both get mode 0600; `file` appears only when it is
 * whole and was checked.
 * @throws AppError BACKUP_TARGET_EXISTS, DATA_DIR_UNUSABLE (no database there, or the target folder cannot be written to),
 *   STORE_CORRUPT, STORE_FULL
 */
export async function backupTo(dataDir: string, file: string): Promise<Backup> {
  const source = join(dataDir, DATABASE_FILE);
  if (!existsSync(source)) throw new AppError('BACKUP_SOURCE_MISSING', `there is no database in ${dataDir}`);
  const ownKey = join(dataDir, SECRET_KEY_FILE);
  const keyFile = existsSync(ownKey) ? `${file}.key` : undefined;
  refuseExisting(file, keyFile);

  const partial = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.partial`);
  try {
    if (!existsSync(dirname(file))) throw new AppError('BACKUP_FOLDER_MISSING', dirname(file));
    closeSync(openSync(partial, 'wx', 0o600));
    await copyDatabase(source, partial);
    makeSelfContained(partial);
    await checkDatabase(partial);
    syncToDisk(partial);
    refuseExisting(file, keyFile); // somebody may have been quicker
    if (keyFile) copyPrivately(ownKey, keyFile);
    renameSync(partial, file);
    return { file, keyFile, bytes: statSync(file).size };
  } catch (error) {
    throw translateFileError(error, file);
  } finally {
    removeDatabase(partial);
  }
}

export interface Restored {
  /** Where the database that was there before is now; absent if there was none. */
  readonly previousDatabase: string | undefined;
  /** Where the secret key that was there before is now; absent if there was none or it is the same. */
  readonly previousKey: string | undefined;
  /** Whether the backup had a key beside it (`FILE.key`), which is in use now. */
  readonly keyRestored: boolean;
  /** Replies that were not sent when the backup was made. They may have been sent since, so they are in doubt now. */
  readonly repliesInDoubt: number;
}

/**
 * Puts a backup in the place of the database of `dataDir`. The backup is checked first, the database that was there is kept
 * aside under a name with the date, and `file` itself is left as it is. Command-line tools must not be running.
 * @param now for the names of what is kept aside
 * @throws AppError DATA_DIR_IN_USE while a server runs on `dataDir`; STORE_CORRUPT when the file is no usable backup; STORE_NEWER
 *   when a newer version made it; DATA_DIR_UNUSABLE, STORE_FULL. The database that was there is untouched then.
 */
export async function restoreFrom(file: string, dataDir: string, now: Date = new Date()): Promise<Restored> {
  if (!existsSync(file)) throw new AppError('RESTORE_FILE_MISSING', file);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = takeInstanceLock(dataDir);
  const partial = join(dataDir, `${DATABASE_FILE}.${randomBytes(6).toString('hex')}.partial`);
  try {
    copyFileSync(file, partial);
    chmodSync(partial, 0o600);
    // A database that was copied by hand has its last transactions here.
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${partial}-wal`);
    await checkDatabase(partial);
    const repliesInDoubt = settleUnsent(partial);
    makeSelfContained(partial);
    syncToDisk(partial);

    const suffix = `.before-restore-${now.toISOString().replace(/[-:]/g, '').slice(0, 15)}`;
    const previousKey = restoreKey(`${file}.key`, join(dataDir, SECRET_KEY_FILE), suffix);
    const previousDatabase = putAside(join(dataDir, DATABASE_FILE), suffix);
    renameSync(partial, join(dataDir, DATABASE_FILE));
    return { previousDatabase, previousKey, keyRestored: existsSync(`${file}.key`), repliesInDoubt };
  } catch (error) {
    throw translateFileError(error, dataDir);
  } finally {
    removeDatabase(partial);
    unlock();
  }
}

async function copyDatabase(source: string, target: string): Promise<void> {
  const db = new Database(source, { fileMustExist: true, timeout: 5000 });
  try {
    // One reading transaction over the whole copy: otherwise it would begin again whenever a server writes, and never end.
    db.exec('begin; select count(*) from sqlite_master');
    await db.backup(target, { progress: () => PAGES_AT_A_TIME });
  } finally {
    db.close();
  }
}

/** One file, with no write-ahead log beside it. */
function makeSelfContained(file: string): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma('journal_mode = delete');
  } finally {
    db.close();
  }
}

/** Whether every page is sound and it is one of our databases, of no newer version. */
async function checkDatabase(file: string): Promise<void> {
  const database = new Database(file, { fileMustExist: true });
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, translateSqliteError) });
  try {
    const found = database.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new AppError('STORE_CORRUPT', messageOf(found));
    await refuseNewer(db);
    const tables = database.prepare("select count(*) from sqlite_master where name in ('conversations', 'activities')");
    if (tables.pluck().get() !== 2) throw new AppError('STORE_CORRUPT', 'it is a database of another program');
  } finally {
    database.close();
  }
}

function settleUnsent(file: string): number {
  const db = new Database(file, { fileMustExist: true });
  try {
    const settle = db.prepare(
      `update outbox set status = 'inDoubt', error = 'not sent when the backup was made that was restored'
        where status in ('queued', 'sending')`,
    );
    return settle.run().changes;
  } finally {
    db.close();
  }
}

/** The database under its new name, or undefined if there was none. Its write-ahead log must never meet another database. */
function putAside(file: string, suffix: string): string | undefined {
  if (!existsSync(file)) {
    removeDatabase(file);
    return undefined;
  }
  try {
    new Database(file).close(); // closing takes the write-ahead log into the file
  } catch {
    // it is damaged; the files are kept as they are
  }
  const aside = freeName(file + suffix);
  for (const part of ['-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, aside + part);
  }
  renameSync(file, aside);
  return aside;
}

function restoreKey(from: string, to: string, suffix: string): string | undefined {
  if (!existsSync(from)) return undefined;
  let aside: string | undefined;
  if (existsSync(to)) {
    if (readFileSync(from).equals(readFileSync(to))) return undefined;
    aside = freeName(to + suffix);
    renameSync(to, aside);
  }
  copyPrivately(from, to);
  return aside;
}

function copyPrivately(from: string, to: string): void {
  copyFileSync(from, to);
  chmodSync(to, 0o600);
  syncToDisk(to);
}

function refuseExisting(...files: (string | undefined)[]): void {
  for (const file of files) {
    if (file !== undefined && existsSync(file)) throw new AppError('BACKUP_TARGET_EXISTS', file);
  }
}

function freeName(name: string): string {
  let free = name;
  for (let count = 2; existsSync(free); count++) free = `${name}-${count}`;
  return free;
}

function syncToDisk(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function removeDatabase(file: string): void {
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(file + part, { force: true });
}

function translateFileError(error: unknown, place: string): unknown {
  const translated = translateSqliteError(error);
  if (translated instanceof AppError) return translated;
  const isFileError = error instanceof Error && 'syscall' in error;
  return isFileError ? new AppError('DATA_DIR_UNUSABLE', `${place}: ${messageOf(error)}`, error) : error;
}
