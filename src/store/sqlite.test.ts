import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { describeStore } from './contract.js';
import { openStore } from './openStore.js';

describe('on SQLite', () => {
  describeStore('the store', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tanya-store-'));
    const store = await openStore({ dataDir, exclusive: true });
    return {
      store,
      other: store,
      async close() {
        await store.close();
        rmSync(dataDir, { recursive: true });
      },
    };
  });

  describeStore('the store in memory', async () => {
    const store = await openStore({ dataDir: '/nowhere', memory: true, exclusive: false });
    return { store, other: store, close: () => store.close() };
  });
});
