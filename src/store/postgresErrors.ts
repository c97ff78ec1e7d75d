import { AppError, messageOf } from '../errors.js';
import { codeOf } from './sqliteErrors.js';

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // a socket file
]);
/** pg gives these no code. */
const CONNECTION_WORDS =
  /^Connection terminated|timeout exceeded when trying to connect|^Client (was closed|has encountered a connection error)/;

/**
 * What the callers get for an error of pg (codes: https://www.postgresql.org/docs/current/errcodes-appendix.html).
 * What is none of these is a bug of ours and stays as it is.
 */
export function translatePostgresError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof AggregateError && error.errors.length > 0) return unreachable(error.errors[0]);
  const code = codeOf(error);
  // 53100 disk_full; others of class 53 (connections, memory) pass by themselves
  if (code === '53100' || code === 'ENOSPC') return new AppError('STORE_FULL', undefined, error);
  if (NETWORK.has(code) || CONNECTION_WORDS.test(messageOf(error))) return unreachable(error);
  // 08 connection, 28 sign-in refused, 3D no such database, 53 no resources, 57P being shut down, 25P03 idle too long
  if (/^(08|28|3D|53|57P)/.test(code) || code === '25P03') return unreachable(error);
  return error;
}

function unreachable(error: unknown): AppError {
  // The driver's words name a host at most, never the password.
  return new AppError('STORE_UNREACHABLE', messageOf(error), error);
}
