import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../src/retrieval/random.js';
import { countWaiting } from '../src/store/inbox.js';
import { openStore } from '../src/store/openStore.js';
import { readRows } from './crash/storeRows.js';
import { type Talk, talk } from './crash/talker.js';
import { verify } from './crash/verify.js';
import { readLog } from './testing/directLine.js';
import { freePort } from './testing/freePort.js';
import { type ProductProcess, removeTemporaryFolders, startProduct, testSettings } from './testing/productProcess.js';
import { pause, until } from './testing/until.js';

/** What the product promises: a stop takes no longer. */
const STOP_MS = 10_000;
const CLIENTS = 12;

/** It answers a moment before it heeds signals; it says so itself when it does both. */
async function ready(started: ProductProcess): Promise<ProductProcess> {
  await until('the product is ready', 10_000, () => started.output().includes('is ready'));
  return started;
}

let product: ProductProcess | undefined;
afterEach(() => product?.kill());
afterAll(removeTemporaryFolders);

describe('SIGTERM under load', () => {
  it(
    'ends with 0 in time, loses nothing acknowledged, and the next start answers what was left',
    { timeout: 180_000 },
    async () => {
      const settings = await testSettings(await freePort());
      product = await ready(await startProduct(settings));
      const { url } = product;
      const talks: Talk[] = [];
      let loaded = true;
      const deadline = Date.now() + 150_000;
      const people = Array.from({ length: CLIENTS }, (_, n) =>
        talk(
          { url: () => url, name: `p${n}`, random: seededRandom(n), goOn: () => loaded, deadline: () => deadline },
          talks,
        ),
      );
      await until('messages come in', 30_000, () => talks.flatMap(({ spoken }) => spoken).length > 50);

      const asked = Date.now();
      product.signal('SIGTERM');
      const exit = await Promise.race([product.ended, pause(STOP_MS).then(() => 'still running')]);
      expect(exit, product.output()).toEqual({ code: 0, signal: null });
      expect(Date.now() - asked).toBeLessThan(STOP_MS);

      // What nobody answered yet stands in the store and is answered by the next start, while people still write.
      product = await startProduct(settings);
      loaded = false;
      await Promise.all(people);
      const store = await openStore({ dataDir: settings['DATA_DIR'] ?? '', exclusive: false });
      try {
        await until('everything is answered', 60_000, async () => (await countWaiting(store.db)) === 0);
        const heard = [];
        for (const one of talks) heard.push({ talk: one, log: await readLog(url, one.grant) });
        expect(talks.flatMap(({ spoken }) => spoken).every(({ acknowledgedAs }) => acknowledgedAs.size === 1)).toBe(
          true,
        );
        expect(verify(heard, await readRows(store))).toEqual({
          lost: [],
          ungreeted: [],
          doubled: [],
          misordered: [],
          failedTurns: 0,
        });
      } finally {
        await store.close();
      }
    },
  );

  it('asked twice it still ends in order', { timeout: 120_000 }, async () => {
    product = await ready(await startProduct(await testSettings(await freePort())));
    product.signal('SIGTERM');
    await pause(20);
    product.signal('SIGINT');
    expect(await Promise.race([product.ended, pause(STOP_MS)]), product.output()).toEqual({ code: 0, signal: null });
  });
});
