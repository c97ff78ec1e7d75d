import { DirectLineClient, type DirectLineEnvironment, type OutgoingActivity } from './directLine.js';
import type { Credentials, Memory, Remembered, Unsent } from './remember.js';
import { initialState, isAnswerExpected, lastSeenOf, reduce, type ChatEvent, type ChatState } from './store.js';
import type { Language, QuickReply } from './types.js';

/** The longest message the server takes, in UTF-16 code units. */
export const MAX_TEXT = 4000;

/** How long things last, in milliseconds. */
const TYPING_MS = 10_000;
const AWAITING_MS = 45_000;
/** A message that the server took comes back on the stream within a moment; otherwise the stream is dead without having said so. */
const ECHO_MS = 8_000;

export interface SessionOptions {
  /** The server, without a path. */
  readonly base: string;
  readonly language: Language;
  /** The page's language wins over the remembered one where the widget shows no switch of its own. */
  readonly languageFromPage: boolean;
  /** A conversation that the page already holds (from its form); wins over the remembered one. */
  readonly credentials?: Credentials | undefined;
  readonly memory: Memory;
  readonly environment: DirectLineEnvironment;
  readonly newId: () => string;
}

/** One person's chat: the state, and what can be done with it. It lives as long as the widget does. */
export class ChatSession {
  readonly #options: SessionOptions;
  readonly #listeners = new Set<() => void>();
  #state: ChatState;
  #client: DirectLineClient | undefined;
  #credentials: Credentials | undefined;
  /** What has been written and is not yet confirmed, by its id. */
  readonly #unsent = new Map<string, Unsent>();
  /** One request after another, so that two quick messages arrive in the order they were written. */
  #sending: Promise<void> = Promise.resolve();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #saved = '';

  /** The server's address, without a slash at the end. */
  get base(): string {
    return this.#options.base;
  }

  constructor(options: SessionOptions) {
    this.#options = options;
    const remembered = options.memory.load();
    this.#state = initialState((options.languageFromPage ? undefined : remembered.language) ?? options.language);
  }

  get state(): ChatState {
    return this.#state;
  }

  /** Calls back after every change. @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects: to the conversation the page holds, else to the remembered one, else to a new one. Does nothing the second time. */
  start(): void {
    if (this.#client) return;
    const remembered = this.#options.memory.load();
    const fromPage = this.#options.credentials;
    const credentials = fromPage ?? remembered.credentials;
    if (credentials) {
      const same = credentials.conversationId === remembered.credentials?.conversationId;
      this.#dispatch({ type: 'resumed', lastSeen: same ? remembered.lastSeen : undefined });
    }
    for (const unsent of remembered.unsent ?? []) {
      this.#unsent.set(unsent.clientActivityId, unsent);
      this.#dispatch({ type: 'restored', key: unsent.clientActivityId, text: unsent.displayText ?? unsent.text });
    }
    this.#client = this.#connect(credentials);
    if (credentials && remembered.language && remembered.language !== this.#state.language) this.#tellLanguage();
  }

  /** Ends the connection and all timers. */
  close(): void {
    this.#client?.close();
    this.#client = undefined;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Sends what the person wrote. @param text not empty, at most MAX_TEXT long */
  send(text: string): void {
    this.#write({ clientActivityId: this.#options.newId(), text, locale: this.#state.language });
  }

  /** Sends what a button stands for. */
  choose(reply: QuickReply): void {
    this.#write({
      clientActivityId: this.#options.newId(),
      text: reply.text,
      locale: this.#state.language,
      ...(reply.title !== reply.text && { displayText: reply.title }),
      ...(reply.value !== undefined && { value: reply.value }),
    });
  }

  /** Says whether an answer helped; saying it again or otherwise is no harm. */
  rate(activityId: string, helpful: boolean): void {
    const client = this.#client;
    const say = (state: 'sending' | 'sent' | 'failed'): void =>
      this.#dispatch({ type: 'rated', rating: { activityId, helpful, state } });
    say('sending');
    this.#sending = this.#sending.then(async () => {
      const result = await client?.post({
        type: 'messageReaction',
        replyToId: activityId,
        reactionsAdded: [{ type: helpful ? 'like' : 'dislike' }],
        locale: this.#state.language,
        channelData: { clientActivityID: this.#options.newId() },
      });
      // Started over in the meantime.
      if (client === this.#client) say(result?.ok ? 'sent' : 'failed');
    });
  }

  /** Sends a failed message again, as the same message. */
  retry(key: string): void {
    const unsent = this.#unsent.get(key);
    if (!unsent || !this.#state.pending.some((message) => message.key === key && message.state === 'failed')) return;
    this.#dispatch({ type: 'sending', key });
    this.#enqueue(unsent);
  }

  setLanguage(language: Language): void {
    if (language === this.#state.language) return;
    this.#dispatch({ type: 'language', language });
    if (this.#client) this.#tellLanguage();
  }

  /** Whether the device has a network. Back on it, everything that the line had stopped is tried again. */
  setOnline(online: boolean): void {
    this.#dispatch({ type: 'online', online });
    if (!online || !this.#client) return;
    this.#client.reconnect();
    for (const { key, state, failure } of this.#state.pending) {
      if (state === 'failed' && failure === 'network') this.retry(key);
    }
  }

  /** Forgets the conversation on this device and begins a new one. */
  restart(): void {
    this.close();
    this.#unsent.clear();
    this.#credentials = undefined;
    this.#sending = Promise.resolve();
    this.#options.memory.forget();
    this.#dispatch({ type: 'restarted' });
    this.#client = this.#connect(undefined);
  }

  /** The screen reader has been given these. */
  announced(keys: readonly string[]): void {
    this.#dispatch({ type: 'announced', keys });
  }

  #connect(credentials: Credentials | undefined): DirectLineClient {
    const client = new DirectLineClient(
      this.#options.base,
      this.#options.environment,
      {
        received: (activities) => this.#dispatch({ type: 'received', activities }),
        connection: (connection) => this.#dispatch({ type: 'connection', connection }),
        credentials: (renewed) => {
          this.#credentials = renewed;
          this.#remember();
        },
        replaced: () => this.#dispatch({ type: 'replaced', key: this.#options.newId() }),
      },
      () => this.#state.language,
    );
    client.start(credentials);
    return client;
  }

  #write(unsent: Unsent): void {
    this.#unsent.set(unsent.clientActivityId, unsent);
    this.#dispatch({ type: 'written', key: unsent.clientActivityId, text: unsent.displayText ?? unsent.text });
    this.start();
    this.#enqueue(unsent);
  }

  #enqueue(unsent: Unsent): void {
    this.#sending = this.#sending.then(() => this.#post(unsent));
  }

  async #post(unsent: Unsent): Promise<void> {
    const client = this.#client;
    const key = unsent.clientActivityId;
    if (!client) return;
    const result = await client.post(messageActivity(unsent));
    // Started over in the meantime.
    if (client !== this.#client) return;
    if (result.ok) {
      this.#dispatch({ type: 'accepted', key, activityId: result.id });
      this.#after(ECHO_MS, `echo ${key}`, () => {
        if (this.#state.pending.some((message) => message.key === key && message.state === 'sent')) client.reconnect();
      });
    } else {
      this.#dispatch({ type: 'failed', key, failure: result.failure });
    }
  }

  #tellLanguage(): void {
    const client = this.#client;
    const locale = this.#state.language;
    // Best effort: every message says its language anyway.
    this.#sending = this.#sending.then(async () => {
      await client?.post({
        type: 'event',
        name: 'language',
        value: locale,
        locale,
        channelData: { clientActivityID: this.#options.newId() },
      });
    });
  }

  #dispatch(event: ChatEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state === before) return;
    if (this.#state.typing && event.type === 'received')
      this.#after(TYPING_MS, 'typing', () => this.#dispatch({ type: 'typingEnded' }));
    // An answer may never come, an officer's for one: then the dots stop.
    const asked = event.type === 'written' || event.type === 'sending';
    if (isAnswerExpected(this.#state) && (asked || !isAnswerExpected(before))) {
      this.#after(AWAITING_MS, 'awaiting', () => this.#dispatch({ type: 'waitedEnough' }));
    }
    for (const entry of this.#state.confirmed) this.#unsent.delete(entry.key);
    if (event.type !== 'announced') this.#remember();
    for (const listener of this.#listeners) listener();
  }

  #remember(): void {
    // Before the widget is first opened there is nothing to keep, and what an earlier visit kept must stay.
    if (!this.#client && !this.#credentials) return;
    // Until its history has been read again, what was seen stays as the earlier visit left it.
    const lastSeen = lastSeenOf(this.#state) ?? this.#state.history?.until;
    const remembered: Remembered = {
      ...(this.#credentials && { credentials: this.#credentials }),
      ...(lastSeen && { lastSeen }),
      language: this.#state.language,
      ...(this.#unsent.size > 0 && { unsent: [...this.#unsent.values()] }),
    };
    const text = JSON.stringify(remembered);
    if (text === this.#saved) return;
    this.#saved = text;
    this.#options.memory.save(remembered);
  }

  /** One timer per purpose: a new one takes the place of the old. */
  #after(ms: number, purpose: string, act: () => void): void {
    clearTimeout(this.#timers.get(purpose));
    this.#timers.set(
      purpose,
      setTimeout(() => {
        this.#timers.delete(purpose);
        act();
      }, ms),
    );
  }
}

function messageActivity(unsent: Unsent): OutgoingActivity {
  const { clientActivityId, text, displayText, value, locale } = unsent;
  return {
    type: 'message',
    text,
    locale,
    ...(value !== undefined && { value }),
    channelData: { clientActivityID: clientActivityId, ...(displayText !== undefined && { displayText }) },
  };
}
