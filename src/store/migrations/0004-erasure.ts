import type { Kysely, Migration } from 'kysely';

/** Why a turn went to a person, and that a person had a conversation deleted. */
export const erasure: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('turns').addColumn('reason', 'text').execute();
    await db.schema
      .createTable('erasures')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('pseudonym', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('activities', 'integer', (c) => c.notNull())
      .addColumn('originals', 'integer', (c) => c.notNull())
      .addColumn('turns', 'integer', (c) => c.notNull())
      .addColumn('erased_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
