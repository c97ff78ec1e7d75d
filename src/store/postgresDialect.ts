import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import { assertStorable } from './storable.js';

type Translate = (error: unknown) => unknown;

/** Kysely's PostgreSQL dialect, with errors translated in this one place for single statements and transactions alike. */
export function postgresDialect(pool: pg.Pool, translate: Translate): Dialect {
  const dialect = new PostgresDialect({ pool });
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => new TranslatingDriver(dialect.createDriver(), translate),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

class TranslatingDriver implements Driver {
  readonly #driver: Driver;
  readonly #translate: Translate;

  constructor(driver: Driver, translate: Translate) {
    this.#driver = driver;
    this.#translate = translate;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new TranslatingConnection(await this.#translated(this.#driver.acquireConnection()), this.#translate);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#driver.releaseConnection(original(connection));
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#translated(this.#driver.beginTransaction(original(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#translated(this.#driver.commitTransaction(original(connection)));
  }

  /** Fails only with the connection, which Kysely then throws away and PostgreSQL rolls back; the first error is told. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#driver.rollbackTransaction(original(connection)).catch(() => undefined);
  }

  destroy(): Promise<void> {
    return this.#driver.destroy();
  }

  async #translated<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw this.#translate(error);
    }
  }
}

class TranslatingConnection implements DatabaseConnection {
  readonly original: DatabaseConnection;
  readonly #translate: Translate;

  constructor(connection: DatabaseConnection, translate: Translate) {
    this.original = connection;
    this.#translate = translate;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    assertStorable(query.parameters);
    try {
      return await this.original.executeQuery<R>(query);
    } catch (error) {
      throw this.#translate(error);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.original.streamQuery<R>(query, chunkSize);
  }
}

function original(connection: DatabaseConnection): DatabaseConnection {
  return connection instanceof TranslatingConnection ? connection.original : connection;
}
