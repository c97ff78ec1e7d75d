import type { Storage, StoreItems } from 'botbuilder';

/**
 * The storage behind botbuilder's ConversationState for the length of one turn: it reads what the conversation held when the turn began,
 * and keeps what the bot writes until the turn commits. The SDK's own storages let the last writer win.
 */
export class TurnStorage implements Storage {
  #items: StoreItems;

  constructor(items: StoreItems) {
    this.#items = items;
  }

  /** What is to be committed with the turn. */
  get items(): StoreItems {
    return this.#items;
  }

  read(keys: string[]): Promise<StoreItems> {
    return Promise.resolve(
      Object.fromEntries(
        keys.filter((key) => key in this.#items).map((key) => [key, structuredClone(this.#items[key])]),
      ),
    );
  }

  write(changes: StoreItems): Promise<void> {
    this.#items = { ...this.#items, ...changes };
    return Promise.resolve();
  }

  delete(keys: string[]): Promise<void> {
    this.#items = Object.fromEntries(Object.entries(this.#items).filter(([key]) => !keys.includes(key)));
    return Promise.resolve();
  }
}
