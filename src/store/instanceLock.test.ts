import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from './openStore.js';
import { DATABASE_FILE } from './sqlite.js';
import { addConversation } from './testing/fixtures.js';
import { kill, nextMessage, runInChild } from './testing/runInChild.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tanya-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

it('a second server on one folder is refused while the first lives, and let in once it was killed', async () => {
  const first = await runInChild('holdLock', dataDir);
  try {
    expect(await nextMessage(first)).toBe('open');
    await expect(openStore({ dataDir, exclusive: true })).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
  } finally {
    await kill(first);
  }
  const store = await openStore({ dataDir, exclusive: true });
  await store.close();
});

it('a command-line tool works beside the server', async () => {
  const server = await openStore({ dataDir, exclusive: true });
  const tool = await openStore({ dataDir, exclusive: false });
  await addConversation(tool, 'a');
  expect(await server.db.selectFrom('conversations').select('native_id').execute()).toEqual([{ native_id: 'a' }]);
  await tool.close();
  await expect(openStore({ dataDir, exclusive: true })).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
  await server.close();
});

it('the folder is free again when the server closed or could not be opened', async () => {
  await (await openStore({ dataDir, exclusive: true })).close();
  writeFileSync(join(dataDir, DATABASE_FILE), 'rubbish'.repeat(1000));
  await expect(openStore({ dataDir, exclusive: true })).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  rmSync(join(dataDir, DATABASE_FILE));
  await (await openStore({ dataDir, exclusive: true })).close();
});
