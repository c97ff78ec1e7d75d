import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../errors.js';
import { codeOf } from './sqliteErrors.js';

/**
 * Takes the folder for one server: an exclusive transaction that stays open on `instance.lock.db`. The operating system
 * frees it with the process, however that ends, so there is no stale lock to clear by hand.
 * @returns how to give it back
 * @throws AppError DATA_DIR_IN_USE when another server has it; DATA_DIR_UNUSABLE when the folder cannot be written to
 */
export function takeInstanceLock(dataDir: string): () => void {
  let db: Database.Database | undefined;
  try {
    db = new Database(join(dataDir, 'instance.lock.db'), { timeout: 0 });
    db.exec('begin exclusive');
    return () => void db?.close();
  } catch (error) {
    db?.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) throw new AppError('DATA_DIR_IN_USE', dataDir, error);
    throw new AppError('DATA_DIR_UNUSABLE', dataDir, error);
  }
}
