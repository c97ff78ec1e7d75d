import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.js';

describe('settings', () => {
  it('need nothing', () => {
    expect(loadConfig({})).toMatchObject({
      port: 3978,
      databaseUrl: undefined,
      corsOrigins: [],
      trustProxy: false,
      retentionDays: 90,
    });
  });

  it('take an empty text for absent, as a compose file gives it', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '', CORS_ORIGINS: '' })).toMatchObject({
      port: 3978,
      databaseUrl: undefined,
      corsOrigins: [],
    });
  });

  it.each([
    ['PORT', 'many'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x'],
    ['PUBLIC_URL', 'ftp://x'],
    ['LOG_LEVEL', 'loud'],
    ['SECRET_KEY', 'short-secret'],
    ['RETENTION_DAYS', '0'],
    ['BURST_WINDOW_MS', '60000'],
    ['TRUST_PROXY', '1'],
  ])('that are wrong are named, %s=%s', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(new RegExp(`${name} `));
  });

  it('never show the value of a secret that is wrong', () => {
    expect(() => loadConfig({ SECRET_KEY: 'hunter2' })).toThrow(/^(?!.*hunter2)/);
  });

  it('need a SECRET_KEY with PostgreSQL, since instances have to share it', () => {
    expect(() => loadConfig({ DATABASE_URL: 'postgres://h/d' })).toThrow(
      expect.objectContaining({ code: 'SECRET_KEY_REQUIRED' }) as Error,
    );
  });

  it('list origins by comma and cut a slash off the public address', () => {
    expect(
      loadConfig({ CORS_ORIGINS: 'https://a.id, https://b.id', PUBLIC_URL: 'https://c.id/', TRUST_PROXY: '10.0.0.1' }),
    ).toMatchObject({
      corsOrigins: ['https://a.id', 'https://b.id'],
      publicUrl: 'https://c.id',
      trustProxy: '10.0.0.1',
    });
  });
});
