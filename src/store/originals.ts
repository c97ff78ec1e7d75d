import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../errors.js';
import { databaseNow } from './clock.js';
import type { Executor } from './store.js';

const FORMAT = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Which message a sealed text belongs to; it cannot be opened as another's. */
export interface SealedPlace {
  readonly conversationId: string;
  readonly seq: number;
}

/**
 * Seals a text with AES-256-GCM under a key derived from SECRET_KEY (HKDF; the key is random enough to need no slow
 * derivation), bound to its place.
 */
export function sealOriginal(secretKey: string, place: SealedPlace, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secretKey), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${FORMAT}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/**
 * Opens a sealed text.
 * @throws AppError SECRET_KEY_WRONG when the key is another one, the text was changed, or it belongs to another place: these
 *   cannot be told apart; STORE_CORRUPT when it is no sealed text at all
 */
export function openOriginal(secretKey: string, place: SealedPlace, sealed: string): string {
  const [format, body] = sealed.split('.', 2);
  const bytes = Buffer.from(body ?? '', 'base64url');
  if (format !== FORMAT || bytes.length < IV_BYTES + TAG_BYTES) throw new AppError('STORE_CORRUPT', 'a sealed text');
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secretKey), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(boundTo(place));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return text.toString('utf8');
  } catch (error) {
    throw new AppError('SECRET_KEY_WRONG', undefined, error);
  }
}

/** Stores a sealed text. `expiresAt`: milliseconds since 1970, after which it is not found any more. */
export async function insertOriginal(
  ex: Executor,
  original: SealedPlace & { readonly sealed: string; readonly expiresAt: number },
): Promise<void> {
  await ex
    .insertInto('originals')
    .values({
      conversation_id: original.conversationId,
      seq: original.seq,
      sealed: original.sealed,
      expires_at: original.expiresAt,
    })
    .execute();
}

/** The sealed text of a message, unless there is none or it has expired by the database's clock. */
export async function findOriginal(ex: Executor, conversationId: string, seq: number): Promise<string | undefined> {
  const row = await ex
    .selectFrom('originals')
    .select('sealed')
    .where('conversation_id', '=', conversationId)
    .where('seq', '=', seq)
    .where('expires_at', '>', databaseNow(ex))
    .executeTakeFirst();
  return row?.sealed;
}

/**
 * Deletes the sealed texts that expire at `at` (milliseconds since 1970) or before.
 * @returns how many
 */
export async function deleteExpiredOriginals(ex: Executor, at: number): Promise<number> {
  const result = await ex.deleteFrom('originals').where('expires_at', '<=', at).executeTakeFirst();
  return Number(result.numDeletedRows);
}

function deriveKey(secretKey: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secretKey, '', 'tanya-imigrasi originals v1', 32));
}

function boundTo({ conversationId, seq }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([conversationId, seq]), 'utf8');
}
