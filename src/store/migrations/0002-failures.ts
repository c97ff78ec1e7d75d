import type { Kysely, Migration } from 'kysely';

/** Attempts that a kill cut short and attempts that failed by themselves are counted apart (decision 0002). */
export const failures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('inbox')
      .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
