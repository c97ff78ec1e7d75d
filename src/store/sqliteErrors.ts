import { AppError, messageOf } from '../errors.js';

/** The code of a system or database error, or ''. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/**
 * What the callers get for an error of better-sqlite3 (result codes: https://www.sqlite.org/rescode.html). What is none
 * of these is a bug of ours and stays as it is.
 */
export function translateSqliteError(error: unknown): unknown {
  const code = codeOf(error);
  switch (code) {
    case 'SQLITE_FULL':
    case 'ENOSPC':
    case 'SQLITE_IOERR_SHMSIZE': // the shared-memory file beside the database could not grow
      return new AppError('STORE_FULL', undefined, error);
    case 'SQLITE_NOTADB':
      return new AppError('STORE_CORRUPT', messageOf(error), error);
    case 'SQLITE_BUSY':
    case 'SQLITE_BUSY_SNAPSHOT':
    case 'SQLITE_BUSY_RECOVERY':
      return new AppError('STORE_BUSY', undefined, error);
    case 'SQLITE_CANTOPEN':
      return new AppError('DATA_DIR_UNUSABLE', messageOf(error), error);
    default:
      if (code.startsWith('SQLITE_CORRUPT')) return new AppError('STORE_CORRUPT', messageOf(error), error);
      if (code.startsWith('SQLITE_READONLY')) return new AppError('DATA_DIR_UNUSABLE', messageOf(error), error);
      return error;
  }
}
