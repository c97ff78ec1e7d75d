import { PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { Executor } from './store.js';

const postgresNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
const sqliteNow = sql<number>`cast(round(unixepoch('subsec') * 1000) as integer)`;

/**
 * Now, by the database's clock, in milliseconds since 1970: claims expire by it, so that instances whose own clocks
 * differ agree. On PostgreSQL it is the moment of the statement and not of the transaction's start, for a statement may
 * have waited for a row.
 */
export function databaseNow(ex: Executor): RawBuilder<number> {
  return isPostgres(ex) ? postgresNow : sqliteNow;
}

/** Whether the executor speaks to PostgreSQL; the few statements that differ ask it. */
export function isPostgres(ex: Executor): boolean {
  return ex.getExecutor().adapter instanceof PostgresAdapter;
}
