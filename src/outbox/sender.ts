import type { Channel, DeliveryResult } from '../channel/channel.js';
import { claimNextDeliveries, recoverSending, settleDelivery, type Delivery } from '../store/outbox.js';
import { findConversation } from '../store/conversations.js';
import type { Store } from '../store/store.js';
import { messageOf } from '../errors.js';

export interface SenderOptions {
  readonly store: Store;
  readonly channel: Channel;
  readonly account: string;
  readonly now: () => number;
  /** The least time between two messages of this account, in milliseconds, and how many are under way at once. */
  readonly pace: { readonly betweenMs: number; readonly concurrency: number };
  /** How often to look for replies that are due, in milliseconds. */
  readonly pollMs: number;
  readonly timeoutMs: number;
  readonly onError: (error: unknown) => void;
}

/** Attempts at a message that certainly did not leave, before it is given up as failed. */
const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 1_000;

/**
 * Sends the queued replies of one account of a push channel: in order within a conversation, paced, the owner checked again right before
 * each send. Only what certainly was not sent is sent again; what may have arrived is left in doubt and not repeated.
 */
export class OutboxSender {
  readonly #underway = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;
  #looking = false;
  #lookAgain = false;
  #notBefore = 0;

  constructor(private readonly options: SenderOptions) {}

  /** Takes up the queue; what a crash left half-sent is in doubt. */
  async start(): Promise<void> {
    const { store, channel, account } = this.options;
    await recoverSending(store.db, channel.name, account);
    this.#stopListening = store.listen('outbox', () => void this.look());
    this.#timer = setInterval(() => void this.look(), this.options.pollMs);
    await this.look();
  }

  /** Takes no more and waits for what is under way, at most `timeoutMs`; then it is aborted and settles as in doubt. */
  async stop(timeoutMs: number): Promise<void> {
    clearInterval(this.#timer);
    this.#stopListening?.();
    this.#notBefore = Infinity;
    const timer = setTimeout(() => this.#abort.abort(), timeoutMs);
    await Promise.allSettled(this.#underway);
    clearTimeout(timer);
  }

  /** Sends what is due. Called again while it runs, it looks once more afterwards. */
  async look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    try {
      do await this.#sendDue();
      while (this.#askedAgain());
    } catch (error) {
      this.options.onError(error);
    } finally {
      this.#looking = false;
    }
  }

  /** Whether somebody asked to look while we did. */
  #askedAgain(): boolean {
    const again = this.#lookAgain;
    this.#lookAgain = false;
    return again;
  }

  async #sendDue(): Promise<void> {
    const { store, channel, account, now, pace } = this.options;
    for (;;) {
      const free = pace.concurrency - this.#underway.size;
      if (free <= 0 || now() < this.#notBefore) return;
      const due = await claimNextDeliveries(store, { channel: channel.name, account, limit: free, at: now() });
      if (due.length === 0) return;
      for (const delivery of due) {
        await pause(pace.betweenMs);
        const sending = this.#send(delivery).finally(() => {
          this.#underway.delete(sending);
          void this.look();
        });
        this.#underway.add(sending);
      }
    }
  }

  async #send(delivery: Delivery): Promise<void> {
    const { store, channel } = this.options;
    try {
      const conversation = await findConversation(store.db, delivery.conversationId);
      if (!conversation || conversation.epoch !== delivery.epoch) {
        await settleDelivery(store.db, delivery.id, { status: 'cancelled' });
        return;
      }
      const target = { conversationId: conversation.id, account: delivery.account, nativeId: conversation.nativeId };
      const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(this.options.timeoutMs)]);
      const result: DeliveryResult = (await channel.deliver?.(target, delivery.activity, signal)) ?? {
        status: 'refused',
        reason: 'the channel cannot send',
      };
      await this.#settle(delivery, result);
    } catch (error) {
      // A channel never throws; if one does, nobody knows whether the message left.
      this.options.onError(error);
      await settleDelivery(store.db, delivery.id, { status: 'inDoubt', error: messageOf(error) }).catch(
        this.options.onError,
      );
    }
  }

  async #settle(delivery: Delivery, result: DeliveryResult): Promise<void> {
    const { store, now } = this.options;
    const at = now();
    if (result.status === 'sent') {
      await settleDelivery(store.db, delivery.id, { status: 'sent', nativeMessageId: result.nativeMessageId });
    } else if (result.status === 'refused')
      await settleDelivery(store.db, delivery.id, { status: 'failed', error: result.reason });
    else if (result.status === 'inDoubt')
      await settleDelivery(store.db, delivery.id, { status: 'inDoubt', error: result.reason });
    else if (delivery.attempts >= MAX_ATTEMPTS)
      await settleDelivery(store.db, delivery.id, { status: 'failed', error: result.reason });
    else {
      const wait = result.retryAfterMs ?? FIRST_RETRY_MS * 2 ** (delivery.attempts - 1);
      // "Wait" is said to the account as a whole, not to one chat.
      if (result.retryAfterMs !== undefined) this.#notBefore = Math.max(this.#notBefore, at + wait);
      await settleDelivery(store.db, delivery.id, { status: 'queued', error: result.reason, nextAttemptAt: at + wait });
    }
  }
}

function pause(milliseconds: number): Promise<void> | undefined {
  return milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : undefined;
}
