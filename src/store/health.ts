import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { databaseNow } from './clock.js';
import type { Schema } from './schema.js';

/** Whether a row can really be written and committed: a full disk and a read-only replica both still answer reads. */
export async function databaseIsHealthy(db: Kysely<Schema>): Promise<boolean> {
  try {
    await sql`insert into health (id, checked_at) values (1, ${databaseNow(db)})
      on conflict (id) do update set checked_at = excluded.checked_at`.execute(db);
    return true;
  } catch {
    return false;
  }
}
