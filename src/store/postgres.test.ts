import { randomUUID } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeStore } from './contract.js';
import { beginTurn } from './claims.js';
import { completeMessages } from './inbox.js';
import { openStore } from './openStore.js';
import { translatePostgresError } from './postgresErrors.js';
import type { Store } from './store.js';
import { AT, addConversation, addMessage, pause } from './testing/fixtures.js';
import { startPostgres } from './testing/postgres.js';

const server = await startPostgres();
afterAll(() => server?.stop());

const open = (databaseUrl: string): Promise<Store> => openStore({ dataDir: '/nowhere', databaseUrl, exclusive: true });

describe.skipIf(!server)('on PostgreSQL', () => {
  const newDatabase = (): Promise<string> =>
    server?.createDatabase(`t_${randomUUID()}`) ?? Promise.reject(new Error('no server'));

  describeStore('the store', async () => {
    const url = await newDatabase();
    const [store, other] = [await open(url), await open(url)];
    return {
      store,
      other,
      async close() {
        await store.close();
        await other.close();
      },
    };
  });

  describe('several instances', () => {
    let url: string;
    beforeAll(async () => {
      url = await newDatabase();
    });

    it('may start at the same instant on an empty database', async () => {
      const stores = await Promise.all(Array.from({ length: 4 }, () => open(url)));
      const run = await sql<{ n: number }>`select count(*) as n from kysely_migration`.execute(
        stores[0]?.db as Kysely<unknown>,
      );
      expect(run.rows).toEqual([{ n: 4 }]);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('hear of each other’s announcements after the commit, each once', async () => {
      const [a, b] = [await open(url), await open(url)];
      const heard: string[] = [];
      a.listen('waiting', (id) => heard.push(`a ${id}`));
      b.listen('waiting', (id) => heard.push(`b ${id}`));
      await a.transaction(async (tx, announce) => {
        announce('waiting', 'c1');
        announce('waiting', 'c1');
        await sql`select pg_sleep(0.1)`.execute(tx);
        expect(heard).toEqual([]);
      });
      const failed = a.transaction(async (_tx, announce) => {
        announce('waiting', 'c2');
        await Promise.reject(new Error('no'));
      });
      await expect(failed).rejects.toThrow('no');
      for (let tries = 0; tries < 100 && heard.length < 2; tries++) await pause(50);
      await pause(100); // whatever should not come has its chance
      expect(heard.toSorted()).toEqual(['a c1', 'b c1']);
      await Promise.all([a.close(), b.close()]);
    });

    it('hear again after the listening connection was lost, and the pool heals', async () => {
      const [a, b] = [await open(url), await open(url)];
      const heard: string[] = [];
      b.listen('waiting', (id) => heard.push(id));
      await a.healthy();
      await b.healthy();
      await killConnections(url);
      const announceUntilHeard = async (): Promise<void> => {
        await a
          .transaction((_tx, announce) => {
            announce('waiting', 'c1');
            return Promise.resolve();
          })
          .catch(() => undefined);
        await pause(50);
      };
      for (let tries = 0; tries < 60 && heard.length === 0; tries++) await announceUntilHeard();
      expect(heard).toContain('c1');
      expect(await a.healthy()).toBe(true);
      await Promise.all([a.close(), b.close()]);
    });

    it('tell the caller that the database was unreachable when a connection breaks within a transaction', async () => {
      const store = await open(url);
      const broken = store.transaction(async (tx) => {
        await addToInbox(tx);
        await killConnections(url);
        await addToInbox(tx);
      });
      await expect(broken).rejects.toMatchObject({ code: 'STORE_UNREACHABLE', retryable: true });
      expect(await store.healthy()).toBe(true);
      await store.close();
    });

    it('do not keep a claim on messages that the holder before has just taken', async () => {
      const [a, b] = [await open(url), await open(url)];
      const { id } = await addConversation(a);
      await addMessage(a, id);
      const begun = await beginTurn(a, { conversationId: id, token: 'a', ttlMs: 60_000 });
      let second: ReturnType<typeof beginTurn> | undefined;
      await a.transaction(async (tx) => {
        await tx.updateTable('conversations').set({ claim_token: null }).where('id', '=', id).execute();
        second = beginTurn(b, { conversationId: id, token: 'b', ttlMs: 60_000 }); // waits for the row
        await sql`select pg_sleep(0.2)`.execute(tx);
        await completeMessages(tx, begun?.messages.map((message) => message.id) ?? [], 'turn');
      });
      expect(await second).toBeUndefined();
      const row = await a.db.selectFrom('conversations').select('claim_token').where('id', '=', id).executeTakeFirst();
      expect(row?.claim_token).toBeNull();
      await Promise.all([a.close(), b.close()]);
    });
  });

  it('refuses a database that a newer version has migrated, and leaves it alone', async () => {
    const url = await newDatabase();
    const store = await open(url);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(store.db);
    await store.close();
    await expect(open(url)).rejects.toMatchObject({ code: 'STORE_NEWER' });
  });

  it('leaves int8 of other users of pg in this process alone', async () => {
    const url = await newDatabase();
    const store = await open(url);
    const client = new pg.Client(url);
    await client.connect();
    expect((await client.query('select 1::int8 as n')).rows).toEqual([{ n: '1' }]);
    await client.end();
    await store.close();
  });

  it('says that the database cannot be reached, without the password', async () => {
    const url = 'postgres://tester:hush-hush@127.0.0.1:1/none';
    const failure = await open(url).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(String(failure)).not.toContain('hush-hush');
    const missing = (await newDatabase()).replace(/[^/]+$/, 'no_such_database');
    await expect(open(missing)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });
});

describe('an error of PostgreSQL', () => {
  const withCode = (code: string): Error => Object.assign(new Error('from the server'), { code });

  it('is told as what it means for the operator', () => {
    expect(translatePostgresError(withCode('53100'))).toMatchObject({ code: 'STORE_FULL' });
    for (const code of ['ECONNREFUSED', '57P01', '08006', '28P01', '3D000', '53300', '25P03']) {
      expect(translatePostgresError(withCode(code))).toMatchObject({ code: 'STORE_UNREACHABLE' });
    }
    const ours = withCode('23505');
    expect(translatePostgresError(ours)).toBe(ours);
  });
});

async function addToInbox(tx: Parameters<Parameters<Store['transaction']>[0]>[0]): Promise<void> {
  const row = {
    conversation_id: 'c',
    channel: 'test',
    account: 'office',
    seq: 1,
    status: 'waiting',
    attempts: 0,
    failures: 0,
  };
  const ids = { id: randomUUID(), native_id: randomUUID() };
  await tx
    .insertInto('inbox')
    .values({ ...row, ...ids, turn_id: null, received_at: AT })
    .execute();
}

/** As a restart of the server does. */
async function killConnections(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}
