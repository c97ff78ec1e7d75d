import type { Kysely, Migration } from 'kysely';

/** What was asked and not answered well, and what people said of the answers. */
export const gaps: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('gaps')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('downvoted', 'integer', (c) => c.notNull())
      .addColumn('certainty', 'double precision')
      .addColumn('article', 'text')
      .addColumn('knowledge', 'text')
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('gaps_conversation').on('gaps').columns(['conversation', 'reason']).execute();
    await db.schema.createIndex('gaps_status').on('gaps').columns(['status', 'at']).execute();
    await db.schema.createIndex('gaps_age').on('gaps').column('at').execute();

    await db.schema
      .createTable('feedback')
      .addColumn('turn_id', 'text', (c) => c.primaryKey())
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('vote', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('feedback_conversation').on('feedback').column('conversation_id').execute();
    await db.schema.createIndex('feedback_age').on('feedback').column('at').execute();
  },
};
