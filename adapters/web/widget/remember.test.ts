import { expect, it } from 'vitest';
import { rememberIn, type Remembered } from './remember.js';

function storage(
  content = new Map<string, string>(),
): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { content: Map<string, string> } {
  return {
    content,
    getItem: (key) => content.get(key) ?? null,
    setItem: (key, value) => void content.set(key, value),
    removeItem: (key) => void content.delete(key),
  };
}

const everything: Remembered = {
  credentials: { conversationId: 'c', token: 't', expiresAt: 5 },
  lastSeen: 'c|2',
  language: 'en',
  unsent: [{ clientActivityId: 'k', text: 'halo', locale: 'id' }],
};

it('what was saved is there after a reload', () => {
  const kept = storage();
  rememberIn(() => kept, 'key').save(everything);
  expect(rememberIn(() => kept, 'key').load()).toEqual(everything);
});

it('forgetting leaves nothing on the device', () => {
  const kept = storage();
  const memory = rememberIn(() => kept, 'key');
  memory.save(everything);
  memory.forget();
  expect(kept.content.size).toBe(0);
  expect(memory.load()).toEqual({});
});

it('a browser that refuses storage does not break the chat', () => {
  const memory = rememberIn(() => {
    throw new DOMException('denied', 'SecurityError');
  }, 'key');
  memory.save(everything);
  memory.forget();
  expect(memory.load()).toEqual({});
});

it('a full disk does not break the chat', () => {
  const full = storage();
  full.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(() => rememberIn(() => full, 'key').save(everything)).not.toThrow();
});

it.each([
  ['no JSON', '{', {}],
  ['a list', '[1]', {}],
  ['null', 'null', {}],
  ['half of the credentials', '{"credentials":{"token":"t"},"language":"en"}', { language: 'en' }],
  ['an unknown language', '{"language":"fr"}', {}],
  [
    'a broken message among good ones',
    '{"unsent":[{"text":1},{"clientActivityId":"k","text":"a","locale":"id"}]}',
    { unsent: [{ clientActivityId: 'k', text: 'a', locale: 'id' }] },
  ],
])('what somebody else or an older version left is read with care: %s', (_, text, expected) => {
  expect(rememberIn(() => storage(new Map([['key', text]])), 'key').load()).toEqual(expected);
});
