import { deleteExpiredOriginals } from '../store/originals.js';
import { deleteOlderThan } from '../store/retention.js';
import type { Store } from '../store/store.js';

export interface HousekeepingOptions {
  readonly store: Store;
  readonly now: () => number;
  /** How long conversations are kept, in days. */
  readonly retentionDays: number;
  readonly onError: (error: unknown) => void;
}

const DAY_MS = 24 * 60 * 60_000;
const EVERY_MS = 60 * 60_000;

/** Deletes, once an hour, what is kept no longer: sealed originals past their day, and old conversations. Returns how to stop. */
export function startHousekeeping({ store, now, retentionDays, onError }: HousekeepingOptions): () => void {
  const clean = async (): Promise<void> => {
    try {
      await deleteExpiredOriginals(store.db, now());
      await deleteOlderThan(store, { before: now() - retentionDays * DAY_MS });
    } catch (error) {
      onError(error);
    }
  };
  void clean();
  const timer = setInterval(() => void clean(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
