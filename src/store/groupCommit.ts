import type Database from 'better-sqlite3';
import type { Kysely, Transaction } from 'kysely';
import { AppError } from '../errors.js';
import type { Schema } from './schema.js';
import type { Durability } from './store.js';

type Work<T> = (tx: Transaction<Schema>) => Promise<T>;

interface Member {
  readonly durability: Durability;
  /** Does its work inside the group's transaction; afterwards `settle` tells its caller. */
  attempt(tx: Transaction<Schema>): Promise<void>;
  settle(): void;
  reject(error: unknown): void;
}

/** So many at most, so that one group does not keep the event loop for long. */
const LARGEST_GROUP = 64;

/**
 * Transactions that are asked for at the same time share one commit, and so one wait for the disk. Each runs in a savepoint of its own:
 * what one throws undoes that one only. Nobody is told of success before the whole is on the disk.
 */
export class GroupCommit {
  readonly #waiting: Member[] = [];
  #busy = false;

  constructor(
    private readonly db: Kysely<Schema>,
    private readonly database: Database.Database,
  ) {}

  run<T>(work: Work<T>, durability: Durability): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let settle: (() => void) | undefined;
      this.#waiting.push({
        durability,
        attempt: async (tx) => {
          this.database.exec('savepoint member');
          try {
            const result = await work(tx);
            if (!this.database.inTransaction) throw new AppError('STORE_FULL', 'rolled back by the database');
            settle = () => resolve(result);
          } catch (error) {
            settle = () => reject(error instanceof Error ? error : new Error(String(error)));
            // Where the disk is full, SQLite has rolled back everybody's work already; the group ends here.
            if (!this.database.inTransaction) throw error;
            this.database.exec('rollback to member');
          }
          this.database.exec('release member');
        },
        settle: () => settle?.(),
        reject,
      });
      if (!this.#busy) this.#schedule();
    });
  }

  /** Waits until nobody waits for a commit. */
  async idle(): Promise<void> {
    while (this.#busy) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  /** By way of the event loop, so that whatever came in with the same poll is in the same group. */
  #schedule(): void {
    this.#busy = true;
    setImmediate(() => void this.#commitGroup());
  }

  async #commitGroup(): Promise<void> {
    const members = this.#waiting.splice(0, LARGEST_GROUP);
    try {
      await this.db.connection().execute((connection) => this.#attemptAll(connection, members));
      for (const member of members) member.settle();
    } catch (error) {
      for (const member of members) member.reject(error);
    }
    this.#busy = false;
    if (this.#waiting.length > 0) this.#schedule();
  }

  async #attemptAll(connection: Kysely<Schema>, members: readonly Member[]): Promise<void> {
    const attempt = (): Promise<void> =>
      connection.transaction().execute(async (tx) => {
        for (const member of members) await member.attempt(tx);
      });
    if (members.some(({ durability }) => durability === 'power')) return attempt();
    this.database.exec('pragma synchronous = normal');
    try {
      await attempt();
    } finally {
      this.database.exec('pragma synchronous = full');
    }
  }
}
