import type { Kysely, Migration } from 'kysely';

/** The tables of schema.ts. The column types mean the same on both dialects; `bigint` holds milliseconds. */
export const initial: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('conversations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('native_id', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('language', 'text')
      .addColumn('owner', 'text', (c) => c.notNull())
      .addColumn('epoch', 'integer', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('next_seq', 'integer', (c) => c.notNull())
      .addColumn('claim_token', 'text')
      .addColumn('claim_expires_at', 'bigint')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('conversations_native', ['channel', 'account', 'native_id'])
      .execute();

    await db.schema
      .createTable('inbox')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('native_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('turn_id', 'text')
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('inbox_native', ['channel', 'account', 'native_id'])
      .execute();
    await db.schema.createIndex('inbox_conversation').on('inbox').columns(['conversation_id', 'status']).execute();
    await db.schema.createIndex('inbox_status').on('inbox').columns(['status', 'received_at']).execute();

    await db.schema
      .createTable('activities')
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('author', 'text', (c) => c.notNull())
      .addColumn('activity', 'text', (c) => c.notNull())
      .addColumn('turn_id', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('activities_key', ['conversation_id', 'seq'])
      .addUniqueConstraint('activities_id', ['id'])
      .execute();
    await db.schema.createIndex('activities_age').on('activities').column('created_at').execute();

    await db.schema
      .createTable('originals')
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('sealed', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('originals_key', ['conversation_id', 'seq'])
      .execute();
    await db.schema.createIndex('originals_expiry').on('originals').column('expires_at').execute();

    await db.schema
      .createTable('turns')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('language', 'text')
      .addColumn('article', 'text')
      .addColumn('sections', 'text', (c) => c.notNull())
      .addColumn('confidence', 'double precision')
      .addColumn('steps', 'text', (c) => c.notNull())
      .addColumn('messages', 'integer', (c) => c.notNull())
      .addColumn('error', 'text')
      .addColumn('started_at', 'bigint', (c) => c.notNull())
      .addColumn('committed_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('turns_conversation')
      .on('turns')
      .columns(['conversation_id', 'committed_at'])
      .execute();
    await db.schema.createIndex('turns_age').on('turns').column('committed_at').execute();

    await db.schema
      .createTable('outbox')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('turn_id', 'text')
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('epoch', 'integer', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('next_attempt_at', 'bigint', (c) => c.notNull())
      .addColumn('native_id', 'text')
      .addColumn('error', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('outbox_activity', ['conversation_id', 'seq'])
      .execute();
    await db.schema.createIndex('outbox_due').on('outbox').columns(['status', 'next_attempt_at']).execute();
    await db.schema.createIndex('outbox_channel').on('outbox').columns(['channel', 'account', 'status']).execute();
    await db.schema.createIndex('outbox_age').on('outbox').column('created_at').execute();

    await db.schema
      .createTable('health')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('checked_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
