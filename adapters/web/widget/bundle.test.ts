import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { buildWidget } from './testing/buildWidget.js';

/** What a person on a bad line waits for. */
const MOST_BYTES = 30 * 1024;

let code: string;
beforeAll(async () => {
  code = await buildWidget();
});

it('the widget is at most 30 KB gzipped', () => {
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
});

it('is a classic script that leaves one name behind', () => {
  expect(code).not.toMatch(/^\s*(?:import|export)\b/m);
  expect(code.trimStart()).toMatch(/^\(function|^\(\(\)=>/);
});

it('needs nothing that a strict content policy forbids', () => {
  expect(code).not.toMatch(/\beval\(|new Function\(|\.setAttribute\(["'`]style|createElement\(["'`]style/);
});
