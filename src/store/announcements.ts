import type { Announce, Topic } from './store.js';

/** Who listens in this process. */
export class Announcements {
  readonly #listeners: Record<Topic, Set<(conversationId: string) => void>> = {
    waiting: new Set(),
    activity: new Set(),
    outbox: new Set(),
  };

  listen(topic: Topic, listener: (conversationId: string) => void): () => void {
    // Wrapped, so that listening twice with the same function is two registrations, each with its own way to stop.
    const registered = (conversationId: string): void => listener(conversationId);
    this.#listeners[topic].add(registered);
    return () => void this.#listeners[topic].delete(registered);
  }

  /** Tells everybody. The work is committed by now, so what a listener throws must not look like its failure. */
  emit(topic: Topic, conversationId: string): void {
    for (const listener of [...this.#listeners[topic]]) {
      try {
        listener(conversationId);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

export interface Announced {
  readonly topic: Topic;
  readonly conversationId: string;
}

/** Collects what a transaction announces, each thing once, in order. */
export function collectAnnouncements(): { announce: Announce; collected: () => Announced[] } {
  const found = new Map<string, Announced>();
  return {
    announce: (topic, conversationId) => void found.set(`${topic} ${conversationId}`, { topic, conversationId }),
    collected: () => [...found.values()],
  };
}
