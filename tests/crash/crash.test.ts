import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPostgres, startPostgres } from '../../src/store/testing/postgres.js';
import { crashRun, passed } from './crashRun.js';
import { report } from './report.js';

/** The short version; `npm run test:crash` is the long one. */
const SHORT = { kills: 4, clients: 12, seed: 7 };
const TIMEOUT_MS = 300_000;

describe('a crash on SQLite', () => {
  it('loses nothing and doubles nothing', { timeout: TIMEOUT_MS }, async () => {
    const figures = await crashRun(SHORT);
    expect(passed(figures), report({ sqlite: figures })).toBe(true);
  });
});

describe('a crash on PostgreSQL', () => {
  let postgres: TestPostgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  it('loses nothing and doubles nothing', { timeout: TIMEOUT_MS }, async ({ skip }) => {
    if (!postgres) return skip('PostgreSQL cannot be started here; the reason is printed above');
    const figures = await crashRun({ ...SHORT, databaseUrl: await postgres.createDatabase('crash') });
    expect(passed(figures), report({ postgres: figures })).toBe(true);
  });
});
