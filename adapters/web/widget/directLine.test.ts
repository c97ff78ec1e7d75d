import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { DirectLineEnvironment, Socket } from './directLine.js';
import type { Memory, Remembered } from './remember.js';
import { ChatSession, type SessionOptions } from './session.js';
import { entriesOf } from './store.js';
import { FakeDirectLine } from './testing/fakeDirectLine.js';

let fake: FakeDirectLine;
let sessions: ChatSession[];
let waits: number[];

beforeEach(async () => {
  fake = await FakeDirectLine.start();
  sessions = [];
  waits = [];
});
afterEach(async () => {
  for (const session of sessions) session.close();
  await fake.stop();
});

/** A memory that outlives sessions, as a browser's does. */
function memory(content: { kept: Remembered } = { kept: {} }): Memory {
  return {
    load: () => content.kept,
    save: (remembered) => void (content.kept = remembered),
    forget: () => void (content.kept = {}),
  };
}

function environment(more: Partial<DirectLineEnvironment> = {}): DirectLineEnvironment {
  return {
    fetch,
    openSocket: (url) => new WebSocket(url),
    random: () => 0.5,
    now: () => Date.now(),
    // Notes how long it would have waited, and waits a moment.
    wait: (ms, signal) => {
      waits.push(ms);
      return new Promise((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve());
        setTimeout(resolve, 10);
      });
    },
    ...more,
  };
}

let ids = 0;
function session(more: Partial<SessionOptions> = {}): ChatSession {
  const created = new ChatSession({
    base: fake.url,
    language: 'id',
    languageFromPage: false,
    memory: memory(),
    environment: environment(),
    newId: () => `own-${++ids}`,
    ...more,
  });
  sessions.push(created);
  return created;
}

const shown = (chat: ChatSession): string[] =>
  entriesOf(chat.state).map((entry) => (entry.kind === 'message' ? entry.text : entry.notice));
const shows = (chat: ChatSession, ...texts: string[]): Promise<void> =>
  vi.waitFor(() => expect(shown(chat)).toEqual(texts), { timeout: 10_000 });
const connected = (chat: ChatSession): Promise<void> =>
  vi.waitFor(() => expect(chat.state.connection).toBe('connected'), { timeout: 10_000 });
const failed = (chat: ChatSession): Promise<void> =>
  vi.waitFor(() => expect(chat.state.pending.at(-1)?.state).toBe('failed'), { timeout: 10_000 });
const HELLO = 'Halo, saya asisten otomatis.';

describe('a conversation', () => {
  it('begins with the server’s greeting, in the language of the page', async () => {
    const chat = session({ language: 'en' });
    chat.start();
    await shows(chat, HELLO);
    expect(fake.begun).toEqual([{ locale: 'en' }]);
  });

  it('answers a question', async () => {
    const chat = session();
    chat.start();
    await connected(chat);
    chat.send('berapa biaya?');
    await shows(chat, HELLO, 'berapa biaya?', 'Jawaban untuk: berapa biaya?');
    expect(fake.posted).toMatchObject([
      {
        type: 'message',
        text: 'berapa biaya?',
        locale: 'id',
        channelData: { clientActivityID: expect.any(String) as string },
      },
    ]);
  });

  it('takes quick messages in the order in which they were written, even before it is connected', async () => {
    const chat = session();
    chat.send('satu');
    chat.send('dua');
    chat.send('tiga');
    await vi.waitFor(() => expect(fake.posted.map(({ text }) => text)).toEqual(['satu', 'dua', 'tiga']));
    expect(fake.conversationCount).toBe(1);
  });

  it('sends the value of a button and shows its title', async () => {
    const chat = session();
    chat.start();
    await connected(chat);
    chat.choose({ type: 'imBack', title: 'Biaya', text: 'biaya paspor' });
    await shows(chat, HELLO, 'Biaya', 'Jawaban untuk: biaya paspor');
  });

  it('tells the server when the language is changed, and says it with every message', async () => {
    const chat = session();
    chat.start();
    await connected(chat);
    chat.setLanguage('en');
    chat.send('how much');
    await vi.waitFor(() => expect(fake.posted).toHaveLength(2));
    expect(fake.posted).toMatchObject([
      { type: 'event', name: 'language', value: 'en', channelData: { clientActivityID: expect.any(String) as string } },
      { type: 'message', locale: 'en' },
    ]);
  });
});

describe('a line that breaks', () => {
  it('brings what was said meanwhile, and nothing twice', async () => {
    const chat = session();
    chat.start();
    chat.send('a');
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
    await vi.waitFor(() => expect(fake.openStreams).toBe(1));
    fake.dropStreams();
    fake.say({ type: 'message', text: 'sementara itu' });
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a', 'sementara itu');
    await vi.waitFor(() => expect(fake.streams).toBe(2));
    expect(chat.state.announcements.map(({ text }) => text)).toEqual([HELLO, 'Jawaban untuk: a', 'sementara itu']);
  });

  it('is tried again at once when the device finds its network, with what could not be sent', async () => {
    let down = true;
    const env = environment({ fetch: (...args) => (down ? Promise.reject(new TypeError('offline')) : fetch(...args)) });
    const chat = session({ environment: env });
    chat.start();
    chat.send('a');
    await failed(chat);
    expect(chat.state.connection).toBe('lost');
    down = false;
    chat.setOnline(true);
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
  });

  it('waits longer after each failure, not in step with others', async () => {
    const env = environment({ fetch: () => Promise.reject(new TypeError('offline')) });
    session({ environment: env }).start();
    await vi.waitFor(() => expect(waits.length).toBeGreaterThan(3));
    expect(waits.slice(0, 4)).toEqual([750, 1500, 3000, 6000]);
  });

  it('a message whose answer got lost fails, and trying again cannot double it', async () => {
    const chat = session();
    chat.start();
    await connected(chat);
    // The stream is gone too, so that nothing tells of its arrival.
    fake.refuseStreams = true;
    fake.dropStreams();
    fake.failPosts('lose', 'swallow');
    chat.send('a');
    await failed(chat);
    const key = chat.state.pending[0]?.key ?? '';
    chat.retry(key);
    // Arrived this time, but the answer was swallowed; polling or a third try brings it in.
    await vi.waitFor(() => expect(fake.posted).toHaveLength(1));
    chat.retry(key);
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
    expect(new Set(fake.posted.map(({ channelData }) => channelData?.clientActivityID))).toEqual(new Set([key]));
    expect(fake.log.filter(({ text }) => text === 'a')).toHaveLength(1);
  });

  it('a broken frame is read again instead of being lost', async () => {
    let broken = false;
    const openSocket = (url: string): Socket => {
      const socket = new WebSocket(url);
      if (!broken) {
        broken = true;
        const emit = socket.emit.bind(socket);
        socket.emit = (event: string, ...args: unknown[]) =>
          emit(event, ...(event === 'message' ? [Buffer.from('{"activ'), false] : args));
      }
      return socket;
    };
    const chat = session({ environment: environment({ openSocket }) });
    chat.start();
    await shows(chat, HELLO);
    expect(fake.streams).toBe(2);
  });

  it('goes on by polling where sockets are forbidden', async () => {
    fake.refuseStreams = true;
    const chat = session();
    chat.start();
    await shows(chat, HELLO);
    chat.send('a');
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
    expect(fake.streams).toBe(0);
  });

  it('goes on by polling where there are no sockets', async () => {
    const chat = session({ environment: environment({ openSocket: undefined }) });
    chat.start();
    chat.send('a');
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
  });
});

describe('a token', () => {
  it('is renewed before it expires', async () => {
    fake.tokenSeconds = 1;
    const chat = session();
    chat.start();
    await vi.waitFor(() => expect(fake.requests).toContain('POST tokens/refresh'), { timeout: 5000 });
    await connected(chat);
    expect(fake.conversationCount).toBe(1);
  });

  it('that is refused is renewed, and the message is sent after all', async () => {
    const chat = session();
    chat.start();
    await connected(chat);
    fake.expireTokens();
    chat.send('a');
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
    expect(fake.conversationCount).toBe(1);
    expect(fake.requests.filter((request) => request === 'POST tokens/refresh')).toHaveLength(1);
  });

  it('that cannot be renewed leads to a new conversation, and the person is told', async () => {
    const chat = session();
    chat.start();
    await shows(chat, HELLO);
    fake.refreshExpired = false;
    fake.expireTokens();
    chat.send('a');
    await shows(chat, HELLO, 'conversationReplaced', HELLO, 'a', 'Jawaban untuk: a');
    expect(fake.conversationCount).toBe(2);
  });
});

describe('a conversation that is gone', () => {
  it('is replaced by a new one, and the person is told', async () => {
    const chat = session();
    chat.start();
    await shows(chat, HELLO);
    await connected(chat);
    fake.forgetConversations();
    await shows(chat, HELLO, 'conversationReplaced', HELLO);
    chat.send('a');
    await shows(chat, HELLO, 'conversationReplaced', HELLO, 'a', 'Jawaban untuk: a');
  });

  it('of an earlier visit is replaced without a word about what nobody sees', async () => {
    const kept = memory({ kept: { credentials: { conversationId: 'gone', token: 'gone', expiresAt: 0 } } });
    const chat = session({ memory: kept });
    chat.start();
    await shows(chat, HELLO);
  });
});

describe('a server that says no', () => {
  it.each([
    [429, 'tooMany'],
    [413, 'tooLong'],
    [400, 'refused'],
    [500, 'network'],
    [503, 'network'],
  ] as const)('with %i leaves the message to be sent again: %s', async (status, failure) => {
    const chat = session();
    chat.start();
    await connected(chat);
    fake.failPosts(status);
    chat.send('a');
    await failed(chat);
    expect(chat.state.pending[0]?.failure).toBe(failure);
    chat.retry(chat.state.pending[0]?.key ?? '');
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
  });

  it('because too many ask for tokens is given the time it asks for', async () => {
    fake.failGenerate(429);
    const chat = session();
    const seen = new Set<string>();
    chat.subscribe(() => seen.add(chat.state.connection));
    chat.start();
    await shows(chat, HELLO);
    expect(seen).toContain('busy');
    expect(waits[0]).toBeGreaterThanOrEqual(1000);
  });
});

describe('after a reload', () => {
  it('the conversation is there, and only what is new is spoken', async () => {
    const kept = memory();
    const before = session({ memory: kept });
    before.start();
    before.send('a');
    await shows(before, HELLO, 'a', 'Jawaban untuk: a');
    before.close();
    fake.say({ type: 'message', text: 'baru' });
    const chat = session({ memory: kept });
    chat.start();
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a', 'baru');
    expect(chat.state.announcements.map(({ text }) => text)).toEqual(['baru']);
    expect(fake.conversationCount).toBe(1);
  });

  it('a second reload before the history has come changes nothing', async () => {
    const kept = memory();
    const before = session({ memory: kept });
    before.start();
    await shows(before, HELLO);
    before.close();
    const hasty = session({ memory: kept });
    hasty.start();
    hasty.close();
    fake.say({ type: 'message', text: 'baru' });
    const chat = session({ memory: kept });
    chat.start();
    await shows(chat, HELLO, 'baru');
    expect(chat.state.announcements.map(({ text }) => text)).toEqual(['baru']);
  });

  it('a message that never got through can still be sent', async () => {
    const kept = memory();
    const before = session({ memory: kept });
    before.start();
    await connected(before);
    fake.failPosts('lose');
    before.send('a');
    await failed(before);
    before.close();
    const chat = session({ memory: kept });
    chat.start();
    await shows(chat, HELLO, 'a');
    chat.retry(chat.state.pending[0]?.key ?? '');
    await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
    expect(kept.load().unsent).toBeUndefined();
  });

  it('in another language, the server is told', async () => {
    const kept = memory();
    const before = session({ memory: kept });
    before.start();
    await shows(before, HELLO);
    before.close();
    const chat = session({ memory: kept, language: 'en', languageFromPage: true });
    chat.start();
    await vi.waitFor(() => expect(fake.posted).toMatchObject([{ type: 'event', name: 'language', value: 'en' }]));
  });

  it('the language chosen in the widget wins over that of the script', async () => {
    const kept = memory();
    const before = session({ memory: kept });
    before.start();
    await connected(before);
    before.setLanguage('en');
    before.close();
    expect(session({ memory: kept, language: 'id' }).state.language).toBe('en');
  });
});

it('goes on with the conversation that was begun in the page’s form', async () => {
  fake.beginConversation(
    { type: 'message', text: 'biaya?', from: { id: 'dl_1', role: 'user' } },
    { type: 'message', text: 'Rp650.000' },
  );
  const chat = session({ credentials: { ...fake.credentials(), expiresAt: 0 } });
  chat.start();
  await shows(chat, 'biaya?', 'Rp650.000');
  expect(chat.state.announcements).toEqual([]);
  expect(fake.conversationCount).toBe(1);
});

it('starting over forgets the old conversation and begins a new one', async () => {
  const kept = memory();
  const chat = session({ memory: kept });
  chat.start();
  chat.send('a');
  await shows(chat, HELLO, 'a', 'Jawaban untuk: a');
  const old = kept.load().credentials?.conversationId;
  chat.restart();
  await shows(chat, HELLO);
  await vi.waitFor(() => expect(kept.load().credentials?.conversationId).toBeDefined());
  expect(kept.load().credentials?.conversationId).not.toBe(old);
});
