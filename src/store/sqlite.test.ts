import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastSequence, readActivities } from './activities.js';
import { beginTurn } from './claims.js';
import { describeStore } from './contract.js';
import { findConversation } from './conversations.js';
import { countWaiting } from './inbox.js';
import { openStore } from './openStore.js';
import { DATABASE_FILE } from './sqlite.js';
import { addConversation, addMessage } from './testing/fixtures.js';
import { kill, nextMessage, runInChild } from './testing/runInChild.js';

describe('on SQLite', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'tanya-store-'));
  });
  afterEach(() => {
    chmodSync(dataDir, 0o700);
    rmSync(dataDir, { recursive: true });
  });
  const file = (): string => join(dataDir, DATABASE_FILE);

  describeStore('the store', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    return { store, other: store, close: () => store.close() };
  });

  describeStore('the store in memory', async () => {
    const store = await openStore({ dataDir, memory: true, exclusive: false });
    return { store, other: store, close: () => store.close() };
  });

  it('a store in memory leaves nothing behind', async () => {
    const store = await openStore({
      dataDir,
      memory: true,
      exclusive: true,
      databaseUrl: 'postgres://127.0.0.1:1/none',
    });
    await addMessage(store, (await addConversation(store)).id);
    await store.close();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('a folder that is missing is made for its owner only', async () => {
    const inner = join(dataDir, 'deep', 'data');
    const store = await openStore({ dataDir: inner, exclusive: true });
    await store.close();
    expect(statSync(inner).mode & 0o777).toBe(0o700);
    expect(existsSync(join(inner, DATABASE_FILE))).toBe(true);
  });

  it('nobody else can read the database, also in a folder that others may enter', async () => {
    chmodSync(dataDir, 0o755);
    const store = await openStore({ dataDir, exclusive: true });
    await addConversation(store);
    for (const part of ['', '-wal', '-shm']) expect(statSync(file() + part).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('a folder that cannot be used is told', async () => {
    writeFileSync(join(dataDir, 'a file'), '');
    for (const place of ['a file', 'a file/below']) {
      const opening = openStore({ dataDir: join(dataDir, place), exclusive: true });
      await expect(opening).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
    }
  });

  it.skipIf(process.getuid?.() === 0)('a folder that may not be written to is told', async () => {
    chmodSync(dataDir, 0o500);
    await expect(openStore({ dataDir, exclusive: true })).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
  });

  it('commits wait for the disk, also after a transaction that did not', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    const setting = async (name: string): Promise<unknown> =>
      (await sql<Record<string, unknown>>`select * from ${sql.id(`pragma_${name}`)}`.execute(store.db)).rows[0]?.[name];
    const { id } = await addConversation(store);
    await addMessage(store, id);
    expect([await setting('synchronous'), await setting('journal_mode')]).toEqual([2, 'wal']);
    await beginTurn(store, { conversationId: id, token: 't', ttlMs: 1000 });
    expect(await setting('synchronous')).toBe(2);
    await expect(store.transaction(() => Promise.reject(new Error('no')), 'process')).rejects.toThrow('no');
    expect(await setting('synchronous')).toBe(2);
    expect(await setting('foreign_keys')).toBe(1);
    await store.close();
  });

  it('callers are served in the order in which they came', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    const served: number[] = [];
    const ask = async (number: number): Promise<void> => {
      await store.transaction(async (tx) => {
        await sql`select 1`.execute(tx);
        served.push(number);
      });
    };
    await Promise.all([1, 2, 3, 4, 5].map(ask));
    expect(served).toEqual([1, 2, 3, 4, 5]);
    await store.close();
  });

  it('a server that starts finds every conversation unclaimed; a tool beside it leaves claims alone', async () => {
    const before = await openStore({ dataDir, exclusive: true });
    const { id } = await addConversation(before);
    await addMessage(before, id);
    await beginTurn(before, { conversationId: id, token: 't', ttlMs: 60_000 });
    const tool = await openStore({ dataDir, exclusive: false });
    expect((await findConversation(tool.db, id))?.claimToken).toBe('t');
    await tool.close();
    await before.close();
    const after = await openStore({ dataDir, exclusive: true });
    expect((await findConversation(after.db, id))?.claimToken).toBeNull();
    expect((await beginTurn(after, { conversationId: id, token: 'u', ttlMs: 60_000 }))?.messages[0]?.attempts).toBe(2);
    await after.close();
  });

  it('two processes that receive the same messages at once take each once', async () => {
    const count = 300;
    const children = await Promise.all(
      ['exclusive', 'beside'].map((how) => runInChild('writeMessages', dataDir, how, 'm', `${count}`)),
    );
    const taken: string[] = [];
    for (const child of children) {
      child.on('message', (message) => {
        const [nativeId, isNew] = message as [string, boolean];
        if (isNew) taken.push(nativeId);
      });
    }
    const codes = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(codes.map(([code]) => code as unknown)).toEqual([0, 0]);
    expect(taken).toHaveLength(count);
    const store = await openStore({ dataDir, exclusive: true });
    expect(await countWaiting(store.db)).toBe(count);
    await store.close();
  });

  it('everything that was acknowledged is there after a kill in the middle of writing', async () => {
    for (let round = 0; round < 3; round++) {
      const child = await runInChild('writeMessages', dataDir, 'exclusive', `r${round}-`);
      const acknowledged: string[] = [];
      child.on('message', (message) => acknowledged.push((message as [string, boolean])[0]));
      await nextMessage(child);
      while (acknowledged.length < 50 + round * 37) await nextMessage(child);
      await kill(child);
      const store = await openStore({ dataDir, exclusive: true });
      const rows = await store.db.selectFrom('inbox').select(['native_id', 'conversation_id', 'seq']).execute();
      expect(new Set(rows.map((row) => row.native_id)).size).toBe(rows.length);
      expect(rows.map((row) => row.native_id)).toEqual(expect.arrayContaining(acknowledged));
      const said = await readActivities(store.db, rows[0]?.conversation_id ?? '', 0, 10_000);
      expect(said.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq).sort((a, b) => a - b));
      await store.close();
    }
  });

  it('a full disk refuses what is new, keeps what was there, and goes on once there is room', async () => {
    const before = await openStore({ dataDir, exclusive: true });
    const { id } = await addConversation(before);
    await addMessage(before, id, { text: 'early' });
    await before.close();
    const pages = Math.ceil(statSync(file()).size / 4096);

    const full = await openStore({ dataDir, exclusive: true, maxPageCount: pages + 12 });
    let taken = 0;
    const fill = async (): Promise<void> => {
      for (; taken < 1000; taken++) await addMessage(full, id, { text: 'x'.repeat(2000) });
    };
    await expect(fill()).rejects.toMatchObject({ code: 'STORE_FULL', retryable: true });
    expect(taken).toBeGreaterThan(0);
    // The failed one left nothing, and reading goes on.
    expect((await readActivities(full.db, id, 0, 5000)).map(({ activity }) => activity.text?.slice(0, 5))).toEqual([
      'early',
      ...Array.from({ length: taken }, () => 'xxxxx'),
    ]);
    await expect(addMessage(full, id, { text: 'x'.repeat(5000) })).rejects.toMatchObject({ code: 'STORE_FULL' });
    await full.close();

    const after = await openStore({ dataDir, exclusive: true });
    expect(await addMessage(after, id)).toBe(taken + 2);
    await after.close();
  });

  it('a disk that is full in the middle of a shared commit fails everybody in it, and keeps nothing of theirs', async () => {
    const before = await openStore({ dataDir, exclusive: true });
    const { id } = await addConversation(before);
    await before.close();
    const pages = Math.ceil(statSync(file()).size / 4096);
    const full = await openStore({ dataDir, exclusive: true, maxPageCount: pages + 12 });
    const texts = Array.from({ length: 40 }, () => 'x'.repeat(2000));
    const results = await Promise.allSettled(texts.map((text) => addMessage(full, id, { text })));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect((results[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'STORE_FULL' });
    expect(await readActivities(full.db, id, 0, 100)).toEqual([]);
    expect(await addMessage(full, id, { text: 'short' })).toBe(1);
    await full.close();
  });

  it('a shared commit is acknowledged when others can see it, not before', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    const witness = await openStore({ dataDir, exclusive: false });
    const { id } = await addConversation(store);
    const seen = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const seq = (await addMessage(store, id)) ?? 0;
        return (await lastSequence(witness.db, id)) >= seq;
      }),
    );
    expect(seen.every(Boolean)).toBe(true);
    await Promise.all([witness.close(), store.close()]);
  });

  it('a file that is no database is told, and left as it is', async () => {
    writeFileSync(file(), 'this is no database, but somebody’s notes '.repeat(100));
    const before = readFileSync(file());
    for (const exclusive of [true, false]) {
      await expect(openStore({ dataDir, exclusive })).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    }
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('a damaged file is told and never read as if it were sound', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    const { id } = await addConversation(store);
    for (let count = 0; count < 200; count++) await addMessage(store, id, { text: 'x'.repeat(1000) });
    await store.close();
    const size = statSync(file()).size;
    truncateSync(file(), size / 2);
    await expect(openStore({ dataDir, exclusive: true })).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('pages overwritten with rubbish are told at the start of the server', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    const { id } = await addConversation(store);
    for (let count = 0; count < 200; count++) await addMessage(store, id, { text: 'x'.repeat(1000) });
    await store.close();
    const bytes = readFileSync(file());
    bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 5 * 4096);
    writeFileSync(file(), bytes);
    await expect(openStore({ dataDir, exclusive: true })).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('a database of a newer version is told, and left as it is', async () => {
    await (await openStore({ dataDir, exclusive: true })).close();
    const database = new Database(file());
    database.exec(`insert into kysely_migration (name, timestamp) values ('9999-later', '2030'); drop table turns`);
    database.close();
    for (const exclusive of [true, false]) {
      const opening = openStore({ dataDir, exclusive });
      await expect(opening).rejects.toMatchObject({ code: 'STORE_NEWER', detail: '9999-later' });
    }
    const unchanged = new Database(file());
    expect(unchanged.prepare(`select name from sqlite_master where name = 'turns'`).all()).toEqual([]);
    unchanged.close();
  });

  it('a start that is broken off in the middle of its migrations is made good by the next', async () => {
    // What a kill leaves: Kysely's own tables, which it makes first, and nothing of the migration, which is one transaction.
    await expect(openStore({ dataDir, exclusive: true, maxPageCount: 12 })).rejects.toMatchObject({
      code: 'STORE_FULL',
    });
    const database = new Database(file());
    expect(database.prepare(`select name from sqlite_master where name = 'conversations'`).all()).toEqual([]);
    database.close();
    const store = await openStore({ dataDir, exclusive: true });
    expect(await store.healthy()).toBe(true);
    await store.close();
  });

  it('is not healthy when nothing can be written', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    await store.healthy();
    await sql`pragma query_only = on`.execute(store.db);
    expect(await store.healthy()).toBe(false);
    await store.close();
    expect(await store.healthy()).toBe(false);
  });
});
