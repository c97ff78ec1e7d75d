/**
 * The tables. The same on both dialects: ids are text, times are integer milliseconds since 1970 by the database's clock
 * or the caller's, flags are 0 and 1, and JSON is text that the repositories parse.
 */
export interface ConversationTable {
  id: string;
  channel: string;
  account: string;
  native_id: string;
  person_id: string;
  /** `id` or `en`, once known. */
  language: string | null;
  /** `bot`, or the id of the officer who has the chat. */
  owner: string;
  /** Goes up with every change of owner; replies of an older epoch are never sent. */
  epoch: number;
  /** Dialogue state, JSON. */
  state: string;
  /** The sequence number that the next activity of this conversation gets; the first is 1. */
  next_seq: number;
  claim_token: string | null;
  claim_expires_at: number | null;
  created_at: number;
  updated_at: number;
}

/** What came in: one row per native message id, until the retention deletes what is done with. */
export interface InboxTable {
  id: string;
  conversation_id: string;
  channel: string;
  account: string;
  native_id: string;
  /** The activity that holds its text. */
  seq: number;
  /** `waiting` until a turn has taken it, then `done`. */
  status: string;
  /** How often a turn over it was begun, kills of the process included. */
  attempts: number;
  /** How often a turn over it ended in an error. */
  failures: number;
  turn_id: string | null;
  received_at: number;
}

/** Everything that was said, in order; for channels whose delivery is `log` also the outbox. */
export interface ActivityTable {
  conversation_id: string;
  seq: number;
  id: string;
  /** `user`, `bot` or `officer`. */
  author: string;
  /** The Activity, JSON, its text masked. */
  activity: string;
  turn_id: string | null;
  created_at: number;
}

/** Originals of texts in which something was masked, sealed under SECRET_KEY. */
export interface OriginalTable {
  conversation_id: string;
  seq: number;
  sealed: string;
  expires_at: number;
}

export interface TurnTable {
  id: string;
  conversation_id: string;
  outcome: string;
  /** Why it went to a person; null for any other outcome. */
  reason: string | null;
  language: string | null;
  article: string | null;
  /** JSON array of section names. */
  sections: string;
  confidence: number | null;
  /** JSON object: step name → milliseconds. */
  steps: string;
  messages: number;
  error: string | null;
  started_at: number;
  committed_at: number;
}

/** Replies of push channels on their way. */
export interface OutboxTable {
  id: string;
  conversation_id: string;
  seq: number;
  turn_id: string | null;
  channel: string;
  account: string;
  /** The conversation's epoch when it was written; not sent under another. */
  epoch: number;
  /** `queued` → `sending` → `sent` | `failed` | `inDoubt`; `cancelled` when an officer took over. */
  status: string;
  attempts: number;
  next_attempt_at: number;
  native_id: string | null;
  error: string | null;
  created_at: number;
  updated_at: number;
}

/** A question that was not answered well. It names neither a person nor a conversation. */
export interface GapTable {
  /** Derived from the turn's id. */
  id: string;
  /** A pseudonym: derived from the conversation's id, which cannot be worked out from it. */
  conversation: string;
  /** Masked. */
  text: string;
  language: string;
  /** The turn's outcome. */
  outcome: string;
  /** `unanswered`, `failed`, `unsure` or `clarify`; null when only the person says so. */
  reason: string | null;
  /** The person found that the answer did not help. */
  downvoted: number;
  certainty: number | null;
  /** The nearest article, or the one that was answered from. */
  article: string | null;
  /** The hash of the knowledge base that was asked. */
  knowledge: string | null;
  at: number;
  /** `open` until an editor has `accepted` or `dismissed` it. */
  status: string;
}

/** What a person said of an answer; one vote a turn. */
export interface FeedbackTable {
  turn_id: string;
  conversation_id: string;
  /** `up` or `down`. */
  vote: string;
  at: number;
}

/** That a person had a conversation deleted: what remains of it. */
export interface ErasureTable {
  id: string;
  /** See `pseudonymOf`. */
  pseudonym: string;
  channel: string;
  activities: number;
  originals: number;
  turns: number;
  erased_at: number;
}

export interface Schema {
  conversations: ConversationTable;
  inbox: InboxTable;
  activities: ActivityTable;
  originals: OriginalTable;
  turns: TurnTable;
  outbox: OutboxTable;
  gaps: GapTable;
  feedback: FeedbackTable;
  erasures: ErasureTable;
}
