import type Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { AppError } from '../errors.js';
import { assertStorable } from './storable.js';

/** Enough for every statement of the program; `in (…)` lists of different lengths are what pushes old ones out. */
const CACHED_STATEMENTS = 200;

/**
 * Kysely's SQLite dialect with a driver of our own, because Kysely's prepares every statement anew (a third of the time
 * of a small transaction), begins transactions deferred (a read that becomes a write then fails at once when a
 * command-line tool wrote in between, without the busy timeout), wakes all waiting callers for each release, and fails
 * to roll back where SQLite already has (a full disk), which hides the first error.
 * @param translate what the callers get for an error of better-sqlite3
 */
export function sqliteDialect(db: Database.Database, translate: (error: unknown) => unknown): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => new CachingSqliteDriver(db, translate),
    createIntrospector: (kysely: Kysely<unknown>): DatabaseIntrospector => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite can roll back DDL; saying so makes each start's migrations one transaction. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class CachingSqliteDriver implements Driver {
  readonly #db: Database.Database;
  readonly #connection: CachingSqliteConnection;
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  constructor(db: Database.Database, translate: (error: unknown) => unknown) {
    this.#db = db;
    this.#connection = new CachingSqliteConnection(db, translate);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  /** One connection, handed on in the order in which it was asked for. */
  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy = true;
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy = false;
    return Promise.resolve();
  }

  async beginTransaction(): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(): Promise<void> {
    if (this.#db.inTransaction) await this.#connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  destroy(): Promise<void> {
    this.#db.close();
    return Promise.resolve();
  }
}

class CachingSqliteConnection implements DatabaseConnection {
  readonly #db: Database.Database;
  readonly #translate: (error: unknown) => unknown;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database, translate: (error: unknown) => unknown) {
    this.#db = db;
    this.#translate = translate;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return Promise.resolve(this.#run<R>(query));
    } catch (error) {
      const translated = this.#translate(error);
      return Promise.reject(translated instanceof Error ? translated : new AppError('INTERNAL', undefined, translated));
    }
  }

  #run<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    assertStorable(parameters);
    const statement = this.#prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as R[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) };
  }

  /** Not used: a statement that is still open would block its next use. */
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new AppError('INTERNAL', 'the embedded store does not stream');
  }

  /** Prepared statements, the least recently used one leaving first. */
  #prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > CACHED_STATEMENTS) {
      const oldest = this.#statements.keys().next();
      if (!oldest.done) this.#statements.delete(oldest.value);
    }
    return statement;
  }
}
