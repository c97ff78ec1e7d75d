import { sql } from 'kysely';
import type { Activity } from 'botframework-schema';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { seededRandom } from '../src/retrieval/random.js';
import { databaseNow } from '../src/store/clock.js';
import { countWaiting } from '../src/store/inbox.js';
import { openStore } from '../src/store/openStore.js';
import type { Store } from '../src/store/store.js';
import { type TestPostgres, startPostgres } from '../src/store/testing/postgres.js';
import { readRows } from './crash/storeRows.js';
import { type Talk, talk } from './crash/talker.js';
import { verify } from './crash/verify.js';
import { type Grant, beginConversation, directLine, message, readLog } from './testing/directLine.js';
import { freePort } from './testing/freePort.js';
import { type ProductProcess, removeTemporaryFolders, startProduct, testSettings } from './testing/productProcess.js';
import { pause, until } from './testing/until.js';

const ROUNDS = 100;
const SETTLE_MS = 60_000;
const NOTHING_WRONG = { lost: [], ungreeted: [], doubled: [], misordered: [], failedTurns: 0 };

let postgres: TestPostgres | undefined;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
  removeTemporaryFolders();
});

let processes: ProductProcess[] = [];
let store: Store | undefined;
afterEach(async () => {
  await store?.close();
  await Promise.all(processes.map((product) => product.kill()));
  processes = [];
});

/** Two instances of the product on a fresh database, each with a folder of its own, and the test's own look at the database. */
async function startTwo(server: TestPostgres, name: string): Promise<[ProductProcess, ProductProcess, Store]> {
  const databaseUrl = await server.createDatabase(name);
  const two = await Promise.all(
    [1, 2].map(async () => startProduct(await testSettings(await freePort(), { DATABASE_URL: databaseUrl }))),
  );
  processes = two;
  store = await openStore({ dataDir: '', databaseUrl, exclusive: false });
  return [two[0]!, two[1]!, store];
}

/** Follows a conversation's stream from its beginning. */
async function follow(
  url: string,
  { conversationId, token }: Grant,
): Promise<{ seen: Partial<Activity>[]; close(): void }> {
  const socket = new WebSocket(
    `${url.replace('http', 'ws')}/v3/directline/conversations/${conversationId}/stream?t=${token}`,
  );
  const seen: Partial<Activity>[] = [];
  socket.on('message', (frame: Buffer) =>
    seen.push(
      ...(JSON.parse(frame.toString('utf8')) as { activities: Partial<Activity>[] }).activities.filter(
        ({ type }) => type === 'message',
      ),
    ),
  );
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { seen, close: () => socket.close() };
}

describe('two processes on one PostgreSQL', { timeout: 400_000 }, () => {
  it('two messages at the same instant, one through each: each is in one turn, answered once, in order, and seen once on the stream', async ({
    skip,
  }) => {
    if (!postgres) return skip('PostgreSQL cannot be started here; the reason is printed above');
    const [a, b, database] = await startTwo(postgres, 'two');
    const grant = await beginConversation(a.url);
    const stream = await follow(a.url, grant);
    const one: Talk = { grant, spoken: [] };
    const post = async (url: string, clientActivityID: string, place: number): Promise<void> => {
      const { status, body } = await directLine(url).post(grant, message(clientActivityID, 'biaya paspor baru'));
      expect({ status, body }).toMatchObject({ status: 200 });
      one.spoken.push({ clientActivityID, place, posts: 1, acknowledgedAs: new Set([(body as { id: string }).id]) });
    };
    for (let round = 1; round <= ROUNDS; round++)
      await Promise.all([post(a.url, `a${round}`, round), post(b.url, `b${round}`, round)]);
    await until('everything is answered', SETTLE_MS, async () => (await countWaiting(database.db)) === 0);

    const log = await readLog(b.url, grant);
    expect(await readLog(a.url, grant)).toEqual(log);
    expect(log.filter(({ from }) => from?.role === 'user')).toHaveLength(2 * ROUNDS);
    expect(verify([{ talk: one, log }], await readRows(database))).toEqual(NOTHING_WRONG);
    await until('the stream has seen everything', SETTLE_MS, () => stream.seen.length >= log.length);
    expect(stream.seen.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
    stream.close();

    // One turn at a time: none began before the one before it had ended, or it would have read a state that was about to change.
    const turns = await database.db
      .selectFrom('turns')
      .select(['started_at', 'committed_at'])
      .orderBy('committed_at')
      .orderBy('started_at')
      .execute();
    expect(turns.length).toBeGreaterThan(ROUNDS / 10);
    expect(
      turns.filter(({ started_at: startedAt }, index) => startedAt < (turns[index - 1]?.committed_at ?? 0)),
    ).toEqual([]);
  });

  it('the same message at the same instant through both is taken once', async ({ skip }) => {
    if (!postgres) return skip('PostgreSQL cannot be started here; the reason is printed above');
    const [a, b, database] = await startTwo(postgres, 'same');
    const grant = await beginConversation(b.url);
    const one: Talk = { grant, spoken: [] };
    for (let round = 1; round <= ROUNDS; round++) {
      const answers = await Promise.all(
        [a, b].map(({ url }) => directLine(url).post(grant, message(`m${round}`, 'paspor hilang'))),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      one.spoken.push({
        clientActivityID: `m${round}`,
        place: round,
        posts: 2,
        acknowledgedAs: new Set(answers.map(({ body }) => (body as { id: string }).id)),
      });
    }
    await until('everything is answered', SETTLE_MS, async () => (await countWaiting(database.db)) === 0);
    expect(verify([{ talk: one, log: await readLog(a.url, grant) }], await readRows(database))).toEqual(NOTHING_WRONG);
  });

  it('one is killed while it holds a claim: the other leaves it alone until it expires, and then takes the messages over', async ({
    skip,
  }) => {
    if (!postgres) return skip('PostgreSQL cannot be started here; the reason is printed above');
    const [a, b, database] = await startTwo(postgres, 'killed');
    const { db } = database;
    const talks: Talk[] = [];
    let url = a.url;
    let loaded = true;
    const giveUp = Date.now() + 300_000;
    const people = Array.from({ length: 8 }, (_, n) =>
      talk(
        { url: () => url, name: `p${n}`, random: seededRandom(n), goOn: () => loaded, deadline: () => giveUp },
        talks,
      ),
    );
    const claims = (): Promise<{ id: string; token: string | null; left: number }[]> =>
      db
        .selectFrom('conversations')
        .where('claim_token', 'is not', null)
        .select(['id', 'claim_token as token', sql<number>`claim_expires_at - ${databaseNow(db)}`.as('left')])
        .execute();
    await until('messages come in', SETTLE_MS, () => talks.flatMap(({ spoken }) => spoken).length > 20);

    // A turn takes milliseconds, so A is stopped until it is caught with one. A claim that stays while A is stopped is A's, unless
    // somebody in B waits for a row that A holds: those rows are passed over.
    const free = async (): Promise<Set<string | null>> =>
      new Set(
        (
          await db
            .selectFrom('conversations')
            .where('claim_token', 'is not', null)
            .select('claim_token as token')
            .forUpdate()
            .skipLocked()
            .execute()
        ).map(({ token }) => token),
      );
    const held = await until('A holds a claim', 120_000, async () => {
      a.signal('SIGSTOP');
      const before = await free();
      if (before.size > 0) await pause(1_000);
      const after = before.size > 0 ? await free() : before;
      const found = (await claims()).filter(({ token }) => before.has(token) && after.has(token));
      if (found.length > 0) return found;
      a.signal('SIGCONT');
      await pause(20 + Math.random() * 80);
      return undefined;
    });
    await a.kill();
    url = b.url;
    loaded = false;
    await Promise.all(people);
    for (const { left } of held) expect(left).toBeLessThanOrEqual(30_000);

    // B looks for what was left every two seconds, and must not take what is claimed.
    await pause(3_000);
    const still = await claims();
    expect(held.every(({ token }) => still.some((claim) => claim.token === token))).toBe(true);
    expect(await countWaiting(db)).toBeGreaterThan(0);

    // The claims' own expiry is 30 s away; brought nearer, and otherwise as it is. `still` rather than `held`: A may have had more, in rows that
    // it kept locked while it was stopped.
    await db
      .updateTable('conversations')
      .set({ claim_expires_at: sql<number>`${databaseNow(db)} + 500` })
      .where(
        'claim_token',
        'in',
        still.map(({ token }) => token),
      )
      .execute();
    await until('B has answered everything', 20_000, async () => (await countWaiting(db)) === 0);
    const heard = [];
    for (const one of talks) heard.push({ talk: one, log: await readLog(b.url, one.grant) });
    expect(verify(heard, await readRows(database))).toEqual(NOTHING_WRONG);
  });
});
