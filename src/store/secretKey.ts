import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { codeOf } from './sqliteErrors.js';

/** The generated key's file in DATA_DIR. */
export const SECRET_KEY_FILE = 'secret.key';

const SHORTEST = 32;

/**
 * The key that signs tokens and seals originals: the configured one, or else the one in DATA_DIR, which is generated on first
 * use (256 random bits, mode 0600). Two programs that start at once get the same one.
 * @throws AppError DATA_DIR_UNUSABLE when the file cannot be read or written, or holds less than a key: a new one instead
 *   would make what the old one sealed unreadable, silently
 */
export function loadSecretKey(options: { configured: string | undefined; dataDir: string }): string {
  if (options.configured !== undefined) return options.configured;
  const file = join(options.dataDir, SECRET_KEY_FILE);
  try {
    const key = readKey(file) ?? generateKey(options.dataDir, file);
    if (key.length >= SHORTEST) return key;
  } catch (error) {
    throw new AppError('DATA_DIR_UNUSABLE', file, error);
  }
  throw new AppError('DATA_DIR_UNUSABLE', `${file} holds no key; put back the one of a backup (FILE.key)`);
}

function readKey(file: string): string | undefined {
  try {
    const key = readFileSync(file, 'utf8').trim();
    chmodSync(file, 0o600);
    return key;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function generateKey(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const key = randomBytes(32).toString('base64url');
  const whole = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(whole, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(whole, file); // whole or not at all, and never over another's
    return key;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return readKey(file) ?? '';
    // a file system without hard links
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return key;
  } finally {
    rmSync(whole, { force: true });
  }
}
