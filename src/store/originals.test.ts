import { expect, it } from 'vitest';
import { openOriginal, sealOriginal } from './originals.js';

const KEY = 'k'.repeat(32);
const PLACE = { conversationId: 'c', seq: 7 };
const TEXT = 'NIK saya 1771012345678901, nomor 0812-3456 😀';

it('a sealed text opens with its key in its place, and shows nothing of itself', () => {
  const sealed = sealOriginal(KEY, PLACE, TEXT);
  expect(openOriginal(KEY, PLACE, sealed)).toBe(TEXT);
  expect(sealed).not.toContain('1771');
  expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('1771');
  expect(sealOriginal(KEY, PLACE, TEXT)).not.toBe(sealed);
});

it('a sealed text does not open with another key, nor in the place of another message, nor changed', () => {
  const sealed = sealOriginal(KEY, PLACE, TEXT);
  const wrong = { code: 'SECRET_KEY_WRONG' };
  const code = (attempt: () => unknown): unknown => {
    try {
      return attempt();
    } catch (error) {
      return error;
    }
  };
  expect(code(() => openOriginal('x'.repeat(32), PLACE, sealed))).toMatchObject(wrong);
  expect(code(() => openOriginal(KEY, { ...PLACE, seq: 8 }, sealed))).toMatchObject(wrong);
  expect(code(() => openOriginal(KEY, { ...PLACE, conversationId: 'd' }, sealed))).toMatchObject(wrong);
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  expect(code(() => openOriginal(KEY, PLACE, changed))).toMatchObject(wrong);
  expect(code(() => openOriginal(KEY, PLACE, 'something else'))).toMatchObject({ code: 'STORE_CORRUPT' });
});
