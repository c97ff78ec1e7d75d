import type { Conversation } from '../store/conversations.js';
import { conversationsWithWaiting } from '../store/inbox.js';
import { Bursts } from './burst.js';
import { runTurn, type TurnServices } from './runTurn.js';

export interface TurnRunnerOptions extends TurnServices {
  /** How many conversations think at once. */
  readonly concurrency: number;
  /** How often to look for messages that nobody announced: those of a crashed instance, or of a failed attempt. Milliseconds. */
  readonly sweepMs: number;
  /** How long after a message more of them are waited for before the turn begins, in milliseconds; absent or 0: not at all. */
  readonly burstWindowMs?: number;
  /** Told when such a wait begins. */
  readonly onWaiting?: (conversation: Conversation) => void;
}

const SWEEP_LIMIT = 500;
const FIRST_RETRY_MS = 100;

/**
 * Runs turns as messages arrive: one at a time in each conversation, several conversations at once, and by sweeping whatever is left behind.
 */
export class TurnRunner {
  /** Conversations that wait for their turn, in the order in which they asked; once each. */
  readonly #queue = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  /** Asked for again while their turn was running. */
  readonly #again = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #bursts: Bursts;
  #sweeper: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;
  #stopped = false;

  constructor(private readonly options: TurnRunnerOptions) {
    const { store, onWaiting, onError } = options;
    this.#bursts = new Bursts({
      store,
      windowMs: options.burstWindowMs ?? 0,
      begin: (conversationId) => this.schedule(conversationId),
      onWaiting,
      onError,
      now: () => performance.now(),
    });
  }

  /** Listens for messages and takes up what was left waiting. */
  async start(): Promise<void> {
    this.#stopListening = this.options.store.listen('waiting', (conversationId) => {
      if (!this.#stopped) this.#bursts.arrived(conversationId);
    });
    await this.#sweep();
    this.#sweeper = setInterval(() => void this.#sweep(), this.options.sweepMs);
  }

  schedule(conversationId: string): void {
    if (this.#stopped) return;
    if (this.#running.has(conversationId)) this.#again.add(conversationId);
    else this.#queue.add(conversationId);
    this.#next();
  }

  /** Takes no new turns and waits for the running ones, at most `timeoutMs`. @returns whether all ended */
  async drain(timeoutMs: number): Promise<boolean> {
    this.#stopped = true;
    this.#stopListening?.();
    clearInterval(this.#sweeper);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#bursts.stop();
    this.#queue.clear();
    const all = Promise.allSettled([...this.#running.values()]).then(() => true);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
    return Promise.race([all, late]).finally(() => clearTimeout(timer));
  }

  #next(): void {
    for (const conversationId of this.#queue) {
      if (this.#running.size >= this.options.concurrency) return;
      this.#queue.delete(conversationId);
      const run = this.#run(conversationId).finally(() => {
        this.#running.delete(conversationId);
        if (this.#again.delete(conversationId)) this.schedule(conversationId);
        else this.#next();
      });
      this.#running.set(conversationId, run);
    }
  }

  async #run(conversationId: string): Promise<void> {
    try {
      const result = await runTurn(this.options, conversationId);
      if (result.kind === 'retry') this.#retryLater(conversationId);
      else this.#failures.delete(conversationId);
      if (result.kind === 'committed' && result.remaining) this.#again.add(conversationId);
    } catch (error) {
      this.options.onError(error, conversationId);
      this.#retryLater(conversationId);
    }
  }

  #retryLater(conversationId: string): void {
    const failures = (this.#failures.get(conversationId) ?? 0) + 1;
    this.#failures.set(conversationId, failures);
    if (this.#stopped) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.schedule(conversationId);
      },
      Math.min(FIRST_RETRY_MS * 2 ** failures, 30_000),
    );
    this.#timers.add(timer);
  }

  async #sweep(): Promise<void> {
    try {
      for (const conversationId of await conversationsWithWaiting(this.options.store.db, SWEEP_LIMIT)) {
        if (!this.#failures.has(conversationId) && !this.#bursts.isOpen(conversationId)) this.schedule(conversationId);
      }
    } catch (error) {
      this.options.onError(error, '');
    }
  }
}
