import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { AppError } from '../errors.js';
import { isPostgres } from './clock.js';
import { initial } from './migrations/0001-initial.js';
import { failures } from './migrations/0002-failures.js';
import { gaps } from './migrations/0003-gaps.js';
import { erasure } from './migrations/0004-erasure.js';
import type { Schema } from './schema.js';

/** In code rather than read from a folder, so that a build cannot leave one out. Names sort in the order of time. */
const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-failures': failures,
  '0003-gaps': gaps,
  '0004-erasure': erasure,
};

/**
 * Brings the tables up to this version; does nothing when they are.
 * Safe when several instances start together: PostgreSQL holds an advisory lock, SQLite an immediate transaction, and a
 * kill in the middle leaves the tables as they were.
 * @throws AppError STORE_NEWER when a migration was run that this version does not know
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  await refuseNewer(db);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  await refuseNewer(db); // a newer version may have started in between
  throw error instanceof Error ? error : new AppError('INTERNAL', 'a migration failed', error);
}

/**
 * @throws AppError STORE_NEWER when a migration was run that this version does not know
 */
export async function refuseNewer(db: Kysely<Schema>): Promise<void> {
  const known = isPostgres(db)
    ? sql`select 1 where to_regclass('kysely_migration') is not null`
    : sql`select 1 from sqlite_master where name = 'kysely_migration'`;
  if ((await known.execute(db)).rows.length === 0) return;
  const run = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = run.rows.filter(({ name }) => !(name in migrations));
  if (unknown.length > 0) throw new AppError('STORE_NEWER', unknown.map(({ name }) => name).join(', '));
}
