import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.js';

/** What a repository function works on: the database, or the transaction it is called in. */
export type Executor = Kysely<Schema> | Transaction<Schema>;

/** What is announced between parts of the program and, with PostgreSQL, between instances. The payload is a conversation's id. */
export type Topic = 'waiting' | 'activity' | 'outbox';

export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  /** For single statements. Never use it inside `transaction`: on SQLite that waits for ever. */
  readonly db: Kysely<Schema>;
  /**
   * Runs `work` in one transaction; what it throws undoes what it wrote and is thrown on. Nothing but the store may be
   * awaited in `work`. On SQLite those that are asked for at the same moment share a commit, and so a disk that is full for one is full for all.
   * @param durability what the result outlives once it is acknowledged; `power` unless said otherwise
   * @throws AppError STORE_FULL, STORE_UNREACHABLE for the matching failures of the database
   */
  transaction<T>(
    work: (tx: Transaction<Schema>, announce: Announce) => Promise<T>,
    durability?: Durability,
  ): Promise<T>;
  /** Listens to what is announced; returns how to stop. */
  listen(topic: Topic, listener: (conversationId: string) => void): () => void;
  /** Whether the database answers and can be written to. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * `power`: it outlives a power failure. `process`: it outlives the end of the process, but a power failure may undo it, as long
 * as no other transaction was committed after it; alone on SQLite it costs no wait for the disk. For what is worthless by then.
 */
export type Durability = 'power' | 'process';

/** Announces when the transaction has committed, and not at all if it is rolled back. */
export type Announce = (topic: Topic, conversationId: string) => void;
