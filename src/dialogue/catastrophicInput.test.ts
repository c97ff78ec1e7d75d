import { beforeAll, describe, expect, it } from 'vitest';
import { checkFigures } from '../answer/checkFigures.js';
import { maskIdentifiers } from '../privacy/mask.js';
import type { Knowing } from './draft.js';
import { talkTo, tinyKnowing } from './testing/talk.js';

// A pattern that backtracks without end stops the whole server: the turn's time-out cannot strike while the event loop is blocked. Such a
// test does not fail by an assertion but by the runner's own time limit.
let knowing: Knowing;
beforeAll(async () => {
  knowing = await tinyKnowing();
});

const LONG = 4_000;
const hostile: readonly [string, string][] = [
  ['thanks with a tail that is no word', `thanks ${'ab'.repeat(LONG / 2)}1`],
  ['words after thanks', `makasih ${'a '.repeat(LONG / 2)}1`],
  ['digits in groups', '1-'.repeat(LONG / 2)],
  ['dots and digits', '1.111'.repeat(LONG / 5)],
  ['an endless e-mail address', `${'a.'.repeat(LONG / 2)}@`],
  ['signs of an address', '@a.'.repeat(LONG / 3)],
  ['plus signs', '+1'.repeat(LONG / 2)],
  ['words that ask for something forged', 'buat '.repeat(LONG / 5)],
  ['words that ask for a person', 'bicara '.repeat(LONG / 7)],
  ['currency signs', 'rp '.repeat(LONG / 3)],
  ['one letter', 'a'.repeat(LONG)],
];

describe('a hostile message of 4,000 characters ends in an answer', () => {
  it.each(hostile)('%s', async (_, text) => {
    expect((await talkTo(knowing).say(maskIdentifiers(text).text)).outcome).toBeDefined();
    expect(checkFigures(text, [])).toBeInstanceOf(Array);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'the word "%s" is a word like any other',
    async (text) => {
      expect((await talkTo(knowing).say(text)).outcome).toBe('abstained');
    },
  );
});
