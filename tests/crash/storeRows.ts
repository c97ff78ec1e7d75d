import type { Activity } from 'botframework-schema';
import type { Store } from '../../src/store/store.js';

/** What the store holds after a run, all conversations together. */
export interface StoreRows {
  readonly inbox: readonly {
    readonly conversationId: string;
    readonly nativeId: string;
    readonly seq: number;
    readonly status: string;
    readonly turnId: string | null;
  }[];
  readonly turns: readonly {
    readonly id: string;
    readonly conversationId: string;
    readonly outcome: string;
    readonly messages: number;
  }[];
  readonly replies: readonly {
    readonly conversationId: string;
    readonly seq: number;
    readonly id: string;
    readonly turnId: string | null;
    readonly replyToId: string | undefined;
  }[];
  readonly claimed: number;
}

export async function readRows({ db }: Pick<Store, 'db'>): Promise<StoreRows> {
  const inbox = await db
    .selectFrom('inbox')
    .select(['conversation_id', 'native_id', 'seq', 'status', 'turn_id'])
    .execute();
  const turns = await db.selectFrom('turns').select(['id', 'conversation_id', 'outcome', 'messages']).execute();
  const replies = await db.selectFrom('activities').selectAll().where('author', '=', 'bot').execute();
  const claims = await db.selectFrom('conversations').select('id').where('claim_token', 'is not', null).execute();
  return {
    inbox: inbox.map((row) => ({
      conversationId: row.conversation_id,
      nativeId: row.native_id,
      seq: row.seq,
      status: row.status,
      turnId: row.turn_id,
    })),
    turns: turns.map((row) => ({
      id: row.id,
      conversationId: row.conversation_id,
      outcome: row.outcome,
      messages: row.messages,
    })),
    replies: replies.map((row) => ({
      conversationId: row.conversation_id,
      seq: row.seq,
      id: row.id,
      turnId: row.turn_id,
      replyToId: (JSON.parse(row.activity) as Partial<Activity>).replyToId,
    })),
    claimed: claims.length,
  };
}
