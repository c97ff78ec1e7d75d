import type { Selectable } from 'kysely';
import type { Language } from '../knowledge/types.js';
import type { TurnTable } from './schema.js';
import { cleanText, toJson } from './storable.js';
import type { Executor } from './store.js';

/** What became of one turn. Times are milliseconds since 1970. */
export interface Turn {
  readonly id: string;
  readonly conversationId: string;
  readonly outcome: string;
  /** Why it went to a person; only where it did. */
  readonly reason?: string;
  readonly language: Language | null;
  readonly article: string | null;
  readonly sections: readonly string[];
  readonly confidence: number | null;
  /** Step name → milliseconds. */
  readonly steps: Readonly<Record<string, number>>;
  /** How many messages it took. */
  readonly messages: number;
  readonly error: string | null;
  readonly startedAt: number;
  readonly committedAt: number;
}

/** Stores a turn; belongs into the transaction that commits it. */
export async function insertTurn(ex: Executor, turn: Turn): Promise<void> {
  await ex
    .insertInto('turns')
    .values({
      id: turn.id,
      conversation_id: turn.conversationId,
      outcome: turn.outcome,
      reason: turn.reason ?? null,
      language: turn.language,
      article: turn.article,
      sections: toJson(turn.sections),
      confidence: turn.confidence,
      steps: toJson(turn.steps),
      messages: turn.messages,
      error: turn.error === null ? null : cleanText(turn.error),
      started_at: turn.startedAt,
      committed_at: turn.committedAt,
    })
    .execute();
}

/** The turn with this id, if there is one. */
export async function turnById(ex: Executor, id: string): Promise<Turn | undefined> {
  const row = await ex.selectFrom('turns').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toTurn(row);
}

/** The conversation's turns, the newest first, at most `limit`. */
export async function recentTurns(ex: Executor, conversationId: string, limit: number): Promise<Turn[]> {
  const rows = await ex
    .selectFrom('turns')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('committed_at', 'desc')
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toTurn);
}

function toTurn(row: Selectable<TurnTable>): Turn {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    outcome: row.outcome,
    ...(row.reason !== null && { reason: row.reason }),
    language: row.language as Language | null,
    article: row.article,
    sections: JSON.parse(row.sections) as string[],
    confidence: row.confidence,
    steps: JSON.parse(row.steps) as Record<string, number>,
    messages: row.messages,
    error: row.error,
    startedAt: row.started_at,
    committedAt: row.committed_at,
  };
}
