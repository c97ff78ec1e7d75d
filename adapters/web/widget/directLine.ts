import { backoffMs } from './backoff.js';
import { readActivity, type Incoming } from './readActivity.js';
import type { Credentials } from './remember.js';
import type { Connection, Failure } from './store.js';
import type { Language } from './types.js';

/** The part of a browser's WebSocket that is used. */
export interface Socket {
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
  close(): void;
}

/** What the client needs from its surroundings; tests give their own. */
export interface DirectLineEnvironment {
  readonly fetch: typeof fetch;
  /** Opens a WebSocket; absent where there is none. */
  readonly openSocket: ((url: string) => Socket) | undefined;
  readonly random: () => number;
  readonly now: () => number;
  /** Waits; ends early, without an error, when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What the client tells its owner. */
export interface DirectLineListener {
  received(activities: readonly Incoming[]): void;
  connection(connection: Connection): void;
  /** New or renewed credentials, to be remembered. */
  credentials(credentials: Credentials): void;
  /** The conversation is gone and a new one was begun. */
  replaced(): void;
}

export interface OutgoingActivity {
  readonly type: 'message' | 'event' | 'messageReaction';
  readonly text?: string;
  readonly name?: string;
  readonly value?: unknown;
  /** Of a reaction: the reply that it is to. */
  readonly replyToId?: string;
  readonly reactionsAdded?: readonly { readonly type: 'like' | 'dislike' }[];
  readonly locale: Language;
  /** The same id each time the same message is tried: the server takes it once. */
  readonly channelData: { readonly clientActivityID: string } & Readonly<Record<string, unknown>>;
}

export type PostResult = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly failure: Failure };

/** A request that takes longer than this on a bad line is given up; trying again cannot double a message. */
const REQUEST_MS = 20_000;
/** A socket that has not opened by then never will: some proxies swallow the handshake. */
const SOCKET_MS = 15_000;
/** After this many sockets that never opened, a proxy on the way is taken to forbid them. */
const SOCKET_TRIES = 2;
/** Polls before a socket is tried again, and the time between two of them. */
const POLLS = 30;
const POLL_MS = { shortest: 2000, longest: 10_000 };
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The server answered, and said no. */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly retryAfterMs: number,
  ) {
    super(`HTTP ${status}`);
  }
}

/**
 * A Direct Line 3.0 client for one person. It keeps one conversation open over whatever the line allows: a WebSocket with replay from
 * the watermark, else polling; it renews its token before it expires, and begins a new conversation when the old one is gone.
 */
export class DirectLineClient {
  readonly #base: string;
  readonly #environment: DirectLineEnvironment;
  readonly #listener: DirectLineListener;
  readonly #locale: () => Language;
  #credentials: Credentials | undefined;
  /** From the start of a conversation: saves asking for it again. */
  #streamUrl: string | undefined;
  #watermark = '0';
  /** Renewing the token or beginning a conversation: one at a time, whoever asks. */
  #opening: Promise<Credentials> | undefined;
  #hadConversation = false;
  #closed = false;
  /** Ends the current wait and the current socket. */
  #interrupt = new AbortController();
  #refresh: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param base the server, without a path: `https://office.example`
   * @param locale the language to begin a conversation in, read when one is begun
   */
  constructor(base: string, environment: DirectLineEnvironment, listener: DirectLineListener, locale: () => Language) {
    this.#base = `${base}/v3/directline`;
    this.#environment = environment;
    this.#listener = listener;
    this.#locale = locale;
  }

  /** Connects, and stays connected until `close`. With credentials, their conversation is read from its beginning. */
  start(credentials?: Credentials): void {
    if (credentials) {
      this.#hadConversation = true;
      this.#adopt(credentials);
    }
    void this.#stayConnected();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#refresh);
    this.#interrupt.abort();
  }

  /** Tries at once, instead of when the wait is over; also replaces a socket that may be dead. */
  reconnect(): void {
    this.#interrupt.abort();
  }

  /** Sends one activity. Never throws. */
  async post(activity: OutgoingActivity): Promise<PostResult> {
    try {
      const answer = await this.#inConversation((id) => `/conversations/${encodeURIComponent(id)}/activities`, {
        method: 'POST',
        body: JSON.stringify({ ...activity, from: { id: 'user', role: 'user' } }),
      });
      return { ok: true, id: text(answer.id) };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }

  async #stayConnected(): Promise<void> {
    let failures = 0;
    let unopened = 0;
    while (!this.#closed) {
      if (this.#interrupt.signal.aborted) this.#interrupt = new AbortController();
      const { signal } = this.#interrupt;
      let retryAfterMs = 0;
      try {
        const { openSocket } = this.#environment;
        const url = openSocket && (await this.#whereToListen());
        if (isAborted(signal)) continue;
        const opened = openSocket && url ? await this.#listen(url, openSocket, signal) : false;
        if (opened) failures = unopened = 0;
        else if (++unopened >= SOCKET_TRIES || !url) {
          await this.#poll(signal);
          unopened = SOCKET_TRIES - 1;
          failures = 0;
          continue;
        }
        if (!signal.aborted) this.#listener.connection('lost');
      } catch (error) {
        const busy = error instanceof Refused && error.status === 429;
        // A server that was restored may not know our watermark any more; from the beginning, nothing shows twice.
        if (error instanceof Refused && error.status === 400) this.#watermark = '0';
        if (busy) retryAfterMs = error.retryAfterMs;
        this.#tell(() => this.#listener.connection(busy ? 'busy' : 'lost'));
      }
      failures++;
      await this.#environment.wait(Math.max(retryAfterMs, backoffMs(failures, this.#environment.random())), signal);
    }
  }

  /** @returns the stream's address; undefined when the server gives none */
  async #whereToListen(): Promise<string | undefined> {
    await this.#open();
    const fromStart = this.#takeStreamUrl();
    if (fromStart) return fromStart;
    const answer = await this.#inConversation(
      (id) => `/conversations/${encodeURIComponent(id)}?watermark=${this.#watermark}`,
      { method: 'GET' },
    );
    // Read after the request: it may have ended in a new conversation, whose own address is the right one then.
    return this.#takeStreamUrl() ?? (text(answer.streamUrl) || undefined);
  }

  #takeStreamUrl(): string | undefined {
    const url = this.#streamUrl;
    this.#streamUrl = undefined;
    return url;
  }

  /** Listens until the socket closes. @returns whether it ever opened */
  #listen(url: string, open: (url: string) => Socket, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      let socket: Socket;
      try {
        socket = open(url);
      } catch {
        // A forbidden address (mixed content, a policy) throws at once.
        resolve(false);
        return;
      }
      let opened = false;
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
        try {
          socket.close();
        } catch {
          // It was closed already.
        }
        // An interrupt is no sign of a forbidden socket.
        resolve(opened || signal.aborted);
      };
      const timer = setTimeout(done, SOCKET_MS);
      socket.onopen = () => {
        clearTimeout(timer);
        opened = true;
        this.#tell(() => this.#listener.connection('connected'));
      };
      socket.onmessage = (event: { data?: unknown }) => {
        // Empty frames keep the line open.
        if (typeof event.data !== 'string' || event.data.trim() === '') return;
        try {
          this.#take(JSON.parse(event.data));
        } catch {
          // A broken frame: the watermark stays, so that the next connection brings it again.
          done();
        }
      };
      socket.onclose = done;
      // A handler must be there, since some sockets throw without one; `close` follows it.
      socket.onerror = () => undefined;
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }

  async #poll(signal: AbortSignal): Promise<void> {
    let pause = POLL_MS.shortest;
    for (let i = 0; i < POLLS && !signal.aborted; i++) {
      const answer = await this.#inConversation(
        (id) => `/conversations/${encodeURIComponent(id)}/activities?watermark=${this.#watermark}`,
        { method: 'GET' },
      );
      this.#tell(() => this.#listener.connection('connected'));
      const anything = this.#take(answer);
      pause = anything ? POLL_MS.shortest : Math.min(POLL_MS.longest, pause * 1.3);
      await this.#environment.wait(pause, signal);
    }
  }

  /** Takes an activity set. @returns whether it held anything */
  #take(set: unknown): boolean {
    const { activities, watermark } = object(set);
    if (!Array.isArray(activities)) return false;
    if (this.#closed) return false;
    // First show, then move on: a watermark that runs ahead would lose what could not be shown.
    this.#listener.received(activities.map(readActivity).filter((activity) => activity !== undefined));
    if (typeof watermark === 'string' || typeof watermark === 'number')
      this.#watermark = encodeURIComponent(String(watermark));
    return activities.length > 0;
  }

  /** A request with the token; a refused token is renewed once, a conversation that is gone is replaced once. */
  async #inConversation(
    path: (conversationId: string) => string,
    init: { method: string; body?: string },
  ): Promise<Fields> {
    for (let attempt = 0; ; attempt++) {
      const credentials = await this.#open();
      try {
        return await this.#request(path(credentials.conversationId), init, credentials.token);
      } catch (error) {
        if (!(error instanceof Refused) || attempt >= 2) throw error;
        if (error.status === 403 || error.status === 401) await this.#renew(credentials);
        else if (error.status === 404) this.#abandon(credentials);
        else throw error;
      }
    }
  }

  /** The conversation, begun if there is none. */
  async #open(): Promise<Credentials> {
    if (this.#opening) return this.#opening;
    if (this.#credentials) return this.#credentials;
    return this.#once(() => this.#begin());
  }

  /** A token for the same conversation, else a new conversation. */
  async #renew(stale: Credentials): Promise<void> {
    if (this.#opening) {
      await this.#opening;
      return;
    }
    // Somebody else renewed it in the meantime.
    if (this.#credentials?.token !== stale.token) return;
    await this.#once(async () => {
      try {
        return this.#adopt(
          readCredentials(
            await this.#request('/tokens/refresh', { method: 'POST' }, stale.token),
            stale,
            this.#environment.now(),
          ),
        );
      } catch (error) {
        if (!(error instanceof Refused) || ![400, 401, 403, 404].includes(error.status)) throw error;
        this.#abandon(stale);
        return this.#begin();
      }
    });
  }

  async #begin(): Promise<Credentials> {
    const now = this.#environment.now();
    const generated = readCredentials(await this.#request('/tokens/generate', { method: 'POST' }), undefined, now);
    const body = JSON.stringify({ locale: this.#locale() });
    const started = await this.#request('/conversations', { method: 'POST', body }, generated.token);
    this.#streamUrl = text(started.streamUrl) || undefined;
    this.#watermark = '0';
    const credentials = this.#adopt(readCredentials(started, generated, now));
    if (this.#hadConversation) {
      this.#tell(() => this.#listener.replaced());
      // The socket still listens to the old one.
      this.#interrupt.abort();
    }
    this.#hadConversation = true;
    return credentials;
  }

  #abandon(stale: Credentials): void {
    if (this.#credentials?.conversationId === stale.conversationId) this.#credentials = undefined;
  }

  #once(open: () => Promise<Credentials>): Promise<Credentials> {
    const opening = open().finally(() => {
      if (this.#opening === opening) this.#opening = undefined;
    });
    this.#opening = opening;
    return opening;
  }

  #adopt(credentials: Credentials): Credentials {
    this.#credentials = credentials;
    this.#tell(() => this.#listener.credentials(credentials));
    this.#refreshInTime(credentials);
    return credentials;
  }

  /** Before it expires, with a fifth of its life to spare for a line that is down just then. */
  #refreshInTime(credentials: Credentials): void {
    clearTimeout(this.#refresh);
    const left = (credentials.expiresAt - this.#environment.now()) * 0.8;
    if (this.#closed || left <= 0 || left > LONGEST_TIMER_MS) return;
    this.#refresh = setTimeout(() => {
      // Failing is no harm: the next refused request renews it too.
      if (!this.#closed) this.#renew(credentials).catch(() => undefined);
    }, left);
  }

  async #request(path: string, init: { method: string; body?: string }, token?: string): Promise<Fields> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), REQUEST_MS);
    try {
      const response = await this.#environment.fetch(this.#base + path, {
        method: init.method,
        cache: 'no-store',
        credentials: 'omit',
        signal: abort.signal,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(init.body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(init.body !== undefined && { body: init.body }),
      });
      if (!response.ok) throw new Refused(response.status, secondsToMs(response.headers.get('retry-after')));
      return object(await response.json());
    } finally {
      clearTimeout(timer);
    }
  }

  #tell(news: () => void): void {
    if (!this.#closed) news();
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Asked anew after every wait, whatever was true before it. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Refused)) return 'network';
  if (error.status === 429) return 'tooMany';
  if (error.status === 413) return 'tooLong';
  // A fault of the server or of something before it passes; a no does not.
  return error.status >= 500 || error.status === 408 ? 'network' : 'refused';
}

function readCredentials(answer: Fields, before: Credentials | undefined, now: number): Credentials {
  const token = text(answer.token) || before?.token;
  const conversationId = text(answer.conversationId) || before?.conversationId;
  if (!token || !conversationId) throw new Error('The server gave no token.');
  const seconds = Number(answer.expires_in);
  return { token, conversationId, expiresAt: seconds > 0 ? now + seconds * 1000 : (before?.expiresAt ?? 0) };
}

function object(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function secondsToMs(header: string | null): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 120) * 1000 : 0;
}
