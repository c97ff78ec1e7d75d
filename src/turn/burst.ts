import type { Activity } from 'botframework-schema';
import { lastActivityOf } from '../store/activities.js';
import { findConversation, type Conversation } from '../store/conversations.js';
import { waitingMessages } from '../store/inbox.js';
import type { Store } from '../store/store.js';

export interface BurstOptions {
  readonly store: Store;
  /** How long after a message more of them are waited for, in milliseconds; 0: not at all. */
  readonly windowMs: number;
  /** Begins the turn. */
  readonly begin: (conversationId: string) => void;
  /** Told when a wait begins in a chat that the bot answers, so that the person sees that the message arrived. */
  readonly onWaiting?: ((conversation: Conversation) => void) | undefined;
  readonly onError: (error: unknown, conversationId: string) => void;
  /** Milliseconds, only ever compared. */
  readonly now: () => number;
}

/** Whoever goes on writing is answered after so long nevertheless, in milliseconds. */
export const LONGEST_BURST_MS = 4_000;

interface Burst {
  readonly endsAt: number;
  timer: NodeJS.Timeout;
}

/**
 * Holds a conversation's turn back for a moment, because people write one question in several messages; the turn then takes them all. It holds no worker
 * and keeps nothing but timers: the messages are stored, and after a restart they are answered at once.
 */
export class Bursts {
  readonly #open = new Map<string, Burst>();

  constructor(private readonly options: BurstOptions) {}

  /** More may be coming in this conversation. */
  isOpen(conversationId: string): boolean {
    return this.#open.has(conversationId);
  }

  /** A message arrived: begins its turn, or waits for more. */
  arrived(conversationId: string): void {
    const { windowMs, begin, now } = this.options;
    if (windowMs <= 0) {
      begin(conversationId);
      return;
    }
    const open = this.#open.get(conversationId);
    if (open) clearTimeout(open.timer);
    const endsAt = open?.endsAt ?? now() + LONGEST_BURST_MS;
    const timer = setTimeout(() => this.#end(conversationId), Math.max(0, Math.min(windowMs, endsAt - now())));
    this.#open.set(conversationId, { endsAt, timer });
    void this.#look(conversationId, open === undefined);
  }

  /** Begins nothing more. */
  stop(): void {
    for (const { timer } of this.#open.values()) clearTimeout(timer);
    this.#open.clear();
  }

  /** Ends the wait early where nobody writes more after such a message; shows that it arrived otherwise. */
  async #look(conversationId: string, first: boolean): Promise<void> {
    const { store, onError, onWaiting } = this.options;
    try {
      const conversation = await findConversation(store.db, conversationId);
      if (!conversation || conversation.owner !== 'bot' || (await isComplete(store, conversationId)))
        this.#end(conversationId);
      else if (first && this.#open.has(conversationId)) onWaiting?.(conversation);
    } catch (error) {
      onError(error, conversationId);
    }
  }

  #end(conversationId: string): void {
    const open = this.#open.get(conversationId);
    if (!open) return;
    clearTimeout(open.timer);
    this.#open.delete(conversationId);
    this.options.begin(conversationId);
  }
}

/** Whether what waits is no beginning of something longer: a chat opened, a choice on the page, a button, a number, a command. */
async function isComplete(store: Store, conversationId: string): Promise<boolean> {
  const waiting = await waitingMessages(store.db, conversationId);
  const last = await lastActivityOf(store.db, conversationId, 'bot');
  const buttons = new Set(last?.activity.suggestedActions?.actions.map(({ value }) => String(value)) ?? []);
  return waiting.some(({ activity }) => isWhole(activity, buttons));
}

function isWhole({ type, text = '' }: Partial<Activity>, buttons: ReadonlySet<string>): boolean {
  const said = text.trim();
  return type !== 'message' || buttons.has(said) || said.startsWith('/') || (buttons.size > 0 && /^[1-9]$/.test(said));
}
