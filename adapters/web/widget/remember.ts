import { isLanguage, type Language } from './types.js';

/** What gives access to one conversation. */
export interface Credentials {
  readonly conversationId: string;
  readonly token: string;
  /** Milliseconds since 1970, by this device's clock. */
  readonly expiresAt: number;
}

/** A message that the server has not confirmed yet. */
export interface Unsent {
  readonly clientActivityId: string;
  readonly text: string;
  /** What is shown, where that is not what is sent. */
  readonly displayText?: string;
  readonly value?: unknown;
  readonly locale: Language;
}

/** What survives a reload. */
export interface Remembered {
  readonly credentials?: Credentials;
  /**
   * The last activity that was shown: what comes after it on the next visit is new, what comes before is history. An id rather than
   * the watermark, because history is read again from the beginning and a watermark does not say which activity it stands for.
   */
  readonly lastSeen?: string;
  readonly language?: Language;
  readonly unsent?: readonly Unsent[];
}

export interface Memory {
  load(): Remembered;
  save(remembered: Remembered): void;
  forget(): void;
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Keeps the conversation in the browser. Everything still works where the browser refuses storage (private windows, blocked cookies, a
 * full disk): then it is forgotten with the page.
 * @param storage asked for anew each time, since reading `window.localStorage` itself may throw
 */
export function rememberIn(storage: () => Storage, key: string): Memory {
  return {
    load() {
      try {
        return readRemembered(JSON.parse(storage().getItem(key) ?? '{}'));
      } catch {
        return {};
      }
    },
    save(remembered) {
      try {
        storage().setItem(key, JSON.stringify(remembered));
      } catch {
        // Nothing to tell the person: the chat goes on, only a reload will not find it.
      }
    },
    forget() {
      try {
        storage().removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}

/** Takes only what has the right shape: it may have been written by an older version, or by somebody else's script. */
function readRemembered(raw: unknown): Remembered {
  if (!isObject(raw)) return {};
  const credentials = readCredentials(raw.credentials);
  return {
    ...(credentials && { credentials }),
    ...(typeof raw.lastSeen === 'string' && { lastSeen: raw.lastSeen }),
    ...(isLanguage(raw.language) && { language: raw.language }),
    ...(Array.isArray(raw.unsent) && { unsent: raw.unsent.filter(isUnsent) }),
  };
}

function readCredentials(raw: unknown): Credentials | undefined {
  if (!isObject(raw)) return undefined;
  const { conversationId, token, expiresAt } = raw;
  if (typeof conversationId !== 'string' || typeof token !== 'string' || !conversationId || !token) return undefined;
  return { conversationId, token, expiresAt: typeof expiresAt === 'number' ? expiresAt : 0 };
}

function isUnsent(raw: unknown): raw is Unsent {
  return (
    isObject(raw) && typeof raw.clientActivityId === 'string' && typeof raw.text === 'string' && isLanguage(raw.locale)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
