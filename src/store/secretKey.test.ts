import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '../errors.js';
import { loadSecretKey, SECRET_KEY_FILE } from './secretKey.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tanya-key-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

it('the configured key is used, and none is written', () => {
  expect(loadSecretKey({ configured: 'c'.repeat(32), dataDir })).toBe('c'.repeat(32));
  expect(readdirSync(dataDir)).toEqual([]);
});

it('without one a key is generated once, for the owner’s eyes only', () => {
  const inner = join(dataDir, 'data');
  const key = loadSecretKey({ configured: undefined, dataDir: inner });
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(loadSecretKey({ configured: undefined, dataDir: inner })).toBe(key);
  expect(readdirSync(inner)).toEqual([SECRET_KEY_FILE]);
  expect(statSync(join(inner, SECRET_KEY_FILE)).mode & 0o777).toBe(0o600);
  expect(statSync(inner).mode & 0o777).toBe(0o700);
  expect(loadSecretKey({ configured: undefined, dataDir })).not.toBe(key);
});

it('a key file that others may read is closed to them', () => {
  loadSecretKey({ configured: undefined, dataDir });
  chmodSync(join(dataDir, SECRET_KEY_FILE), 0o644);
  loadSecretKey({ configured: undefined, dataDir });
  expect(statSync(join(dataDir, SECRET_KEY_FILE)).mode & 0o777).toBe(0o600);
});

it('an emptied key file is told and never replaced silently', () => {
  writeFileSync(join(dataDir, SECRET_KEY_FILE), '');
  let failure: unknown;
  try {
    loadSecretKey({ configured: undefined, dataDir });
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(AppError);
  expect(failure).toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
  expect(statSync(join(dataDir, SECRET_KEY_FILE)).size).toBe(0);
});
