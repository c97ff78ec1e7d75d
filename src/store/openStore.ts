import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';
import type { Store } from './store.js';

export interface StoreOptions {
  /** Absolute; created with mode 0700 if missing. Not touched with PostgreSQL or `memory`. */
  readonly dataDir: string;
  /** `postgres://…`; absent: SQLite in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** SQLite in memory, gone when closed. Goes before `databaseUrl`. */
  readonly memory?: boolean;
  /** `true` for the server: on SQLite the only one on its folder. `false` for command-line tools beside it. */
  readonly exclusive: boolean;
  /** SQLite only: a limit in pages of 4 KB, for tests of a full disk. */
  readonly maxPageCount?: number;
}

/**
 * Opens the store and brings its tables up to date.
 * @throws AppError DATA_DIR_UNUSABLE, DATA_DIR_IN_USE, STORE_CORRUPT, STORE_NEWER, STORE_FULL, STORE_UNREACHABLE
 */
export function openStore(options: StoreOptions): Promise<Store> {
  return options.databaseUrl !== undefined && !options.memory ? openPostgres(options.databaseUrl) : openSqlite(options);
}
