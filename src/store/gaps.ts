import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Language } from '../knowledge/types.js';
import type { GapTable } from './schema.js';
import { cleanText } from './storable.js';
import type { Executor } from './store.js';

/**
 * Why a question counts as not answered well. `unanswered`: there was no certain answer. `failed`: a turn over it came to nothing.
 * `unsure`: it was answered, and hardly. `clarify`: what it means was asked back, and the person left it at that.
 */
export type GapReason = 'unanswered' | 'failed' | 'unsure' | 'clarify';
export type GapStatus = 'open' | 'accepted' | 'dismissed';

/** What is noted of a question. Times are milliseconds since 1970. */
export interface NewGap {
  /** The turn that took it; a turn has one gap at most. */
  readonly turnId: string;
  readonly conversationId: string;
  /** Masked. */
  readonly text: string;
  readonly language: Language;
  readonly outcome: string;
  readonly certainty: number | null;
  /** The nearest article, or the one that was answered from. */
  readonly article: string | null;
  /** The hash of the knowledge base that was asked; null where it is not known. */
  readonly knowledge: string | null;
  readonly at: number;
}

export interface Gap extends Omit<NewGap, 'turnId' | 'conversationId'> {
  readonly id: string;
  /** A pseudonym: the same for all gaps of one conversation. */
  readonly conversation: string;
  /** Null when only the person says that it was not answered well. */
  readonly reason: GapReason | null;
  readonly downvoted: boolean;
  readonly status: GapStatus;
}

/** How long a person may take to answer what was asked back, in milliseconds; after that it counts as left. */
export const CLARIFY_LEFT_MS = 30 * 60_000;
/** What is kept of a question, in UTF-16 code units: a story shows what it is about long before. */
const LONGEST_TEXT = 1_000;

/** Notes a gap that the turn itself has found; belongs into the transaction that commits the turn. */
export async function insertGap(ex: Executor, gap: NewGap & { readonly reason: GapReason }): Promise<void> {
  await ex
    .insertInto('gaps')
    .values({ ...rowOf(gap), reason: gap.reason, downvoted: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/**
 * An answer has come after something was asked back: the conversation's open `clarify` gaps of the last half hour were none.
 * @param at when the answer was given, in milliseconds since 1970
 */
export async function forgetClarify(ex: Executor, conversationId: string, at: number): Promise<void> {
  await ex
    .deleteFrom('gaps')
    .where('conversation', '=', conversationPseudonym(conversationId))
    .where('reason', '=', 'clarify')
    .where('downvoted', '=', 0)
    .where('status', '=', 'open')
    .where('at', '>', at - CLARIFY_LEFT_MS)
    .execute();
}

/** The person found that an answer did not help: its gap says so, or there is one now. An editor's decision about it stands. */
export async function insertDownvotedGap(ex: Executor, gap: NewGap): Promise<void> {
  await ex
    .insertInto('gaps')
    .values({ ...rowOf(gap), reason: null, downvoted: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ downvoted: 1 }))
    .execute();
}

/** The person has changed their mind: the gap goes, unless the turn itself had found it or an editor has decided about it. */
export async function withdrawDownvote(ex: Executor, turnId: string): Promise<void> {
  const id = gapId(turnId);
  await ex.updateTable('gaps').set({ downvoted: 0 }).where('id', '=', id).execute();
  await ex.deleteFrom('gaps').where('id', '=', id).where('reason', 'is', null).where('status', '=', 'open').execute();
}

/**
 * What waits for an editor, oldest first. What was asked back a moment ago is not among it: the person may still be choosing.
 * @param filter `now`, `since`: milliseconds since 1970
 */
export async function openGaps(
  ex: Executor,
  filter: { readonly now: number; readonly since?: number | undefined; readonly language?: Language | undefined },
): Promise<Gap[]> {
  let query = ex
    .selectFrom('gaps')
    .selectAll()
    .where('status', '=', 'open')
    .where((eb) =>
      eb.or([
        eb('reason', 'is', null),
        eb('reason', '<>', 'clarify'),
        eb('downvoted', '=', 1),
        eb('at', '<=', filter.now - CLARIFY_LEFT_MS),
      ]),
    );
  if (filter.since !== undefined) query = query.where('at', '>=', filter.since);
  if (filter.language !== undefined) query = query.where('language', '=', filter.language);
  return (await query.orderBy('at').orderBy('id').execute()).map(toGap);
}

/** Records what an editor has decided. @returns how many of them were open */
export async function closeGaps(
  ex: Executor,
  ids: readonly string[],
  status: Exclude<GapStatus, 'open'>,
): Promise<number> {
  if (ids.length === 0) return 0;
  const result = await ex
    .updateTable('gaps')
    .set({ status })
    .where('id', 'in', ids)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Deletes everything that this file and feedback.ts keep of a conversation: its gaps, whatever became of them, and its votes. */
export async function eraseGaps(
  tx: Executor,
  conversationId: string,
): Promise<{ readonly gaps: number; readonly feedback: number }> {
  const gaps = await tx
    .deleteFrom('gaps')
    .where('conversation', '=', conversationPseudonym(conversationId))
    .executeTakeFirst();
  const feedback = await tx.deleteFrom('feedback').where('conversation_id', '=', conversationId).executeTakeFirst();
  return { gaps: Number(gaps.numDeletedRows), feedback: Number(feedback.numDeletedRows) };
}

/** The id of a turn's gap: short enough for an editor to type its beginning. */
export function gapId(turnId: string): string {
  return digest('gap', turnId).slice(0, 16);
}

/** What a conversation is called in `gaps`. Conversation ids hold enough randomness that trying them all leads nowhere. */
export function conversationPseudonym(conversationId: string): string {
  return digest('gaps of', conversationId).slice(0, 32);
}

function digest(purpose: string, id: string): string {
  return createHash('sha256').update(`${purpose}\0${id}`).digest('hex');
}

function rowOf(gap: NewGap): Omit<Selectable<GapTable>, 'reason' | 'downvoted'> {
  const { turnId, conversationId, language, outcome, certainty, article, knowledge, at } = gap;
  return {
    id: gapId(turnId),
    conversation: conversationPseudonym(conversationId),
    text: cleanText(gap.text.slice(0, LONGEST_TEXT)),
    language,
    outcome,
    certainty,
    article,
    knowledge,
    at,
    status: 'open',
  };
}

function toGap(row: Selectable<GapTable>): Gap {
  return {
    id: row.id,
    conversation: row.conversation,
    text: row.text,
    language: row.language === 'en' ? 'en' : 'id',
    outcome: row.outcome,
    reason: row.reason as GapReason | null,
    downvoted: row.downvoted === 1,
    certainty: row.certainty,
    article: row.article,
    knowledge: row.knowledge,
    at: row.at,
    status: row.status as GapStatus,
  };
}
