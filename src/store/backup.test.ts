import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupTo, restoreFrom } from './backup.js';
import { findConversationByNativeId } from './conversations.js';
import { openStore } from './openStore.js';
import { loadSecretKey, SECRET_KEY_FILE } from './secretKey.js';
import { DATABASE_FILE } from './sqlite.js';
import { addConversation, addMessage, addReply } from './testing/fixtures.js';
import { kill, nextMessage, runInChild } from './testing/runInChild.js';

let folder: string;
let dataDir: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tanya-backup-'));
  dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  file = join(folder, 'copy.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A closed database with one conversation of this name. */
async function fill(name: string, place = dataDir): Promise<void> {
  const store = await openStore({ dataDir: place, exclusive: true });
  await addMessage(store, (await addConversation(store, name)).id);
  await store.close();
}

async function names(place = dataDir): Promise<string[]> {
  const store = await openStore({ dataDir: place, exclusive: false });
  const rows = await store.db.selectFrom('conversations').select('native_id').orderBy('native_id').execute();
  await store.close();
  return rows.map((row) => row.native_id);
}

describe('a backup', () => {
  it('while another process writes without pause ends, and is whole, consistent, and holds all that was acknowledged before', async () => {
    // So large that it is copied in many steps: a copy that began again at each change would never end.
    await fill('large');
    const large = new Database(join(dataDir, DATABASE_FILE));
    large.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 4000)
      insert into turns (id, conversation_id, outcome, language, article, sections, confidence, steps, messages, error, started_at, committed_at)
        select 'large' || i, 'c', 'answered', 'id', null, '[]', 1, printf('%.*c', 8000, 'x'), 1, null, 1, 1 from n`);
    large.close();
    const writer = await runInChild('writeMessages', dataDir, 'exclusive', 'm');
    try {
      let acknowledged = 0;
      writer.on('message', () => acknowledged++);
      while (acknowledged < 100) await nextMessage(writer);
      const before = acknowledged;
      const { bytes } = await backupTo(dataDir, file);
      expect(acknowledged).toBeGreaterThan(before); // it really went on writing
      expect(bytes).toBe(statSync(file).size);
      const copy = new Database(file, { readonly: true });
      expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
      const count = (table: string): number =>
        copy.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0;
      expect(count('turns')).toBe(4000);
      expect(count('inbox')).toBeGreaterThan(before);
      // No transaction is in it by half.
      expect(count('activities')).toBe(count('inbox'));
      const given = copy.prepare<[], number>('select sum(next_seq - 1) from conversations').pluck().get();
      expect(given).toBe(count('inbox'));
      copy.close();
    } finally {
      await kill(writer);
    }
  }, 60_000);

  it('holds what only the write-ahead log of a killed server has', async () => {
    const writer = await runInChild('writeMessages', dataDir, 'exclusive', 'm');
    await nextMessage(writer);
    await kill(writer);
    expect(statSync(join(dataDir, `${DATABASE_FILE}-wal`)).size).toBeGreaterThan(0);
    await backupTo(dataDir, file);
    const copy = new Database(file, { readonly: true });
    expect(copy.prepare(`select count(*) from inbox where native_id = 'm0'`).pluck().get()).toBe(1);
    copy.close();
  });

  it('is one private file, with the generated key beside it, and nothing else is left', async () => {
    await fill('a');
    const key = loadSecretKey({ configured: undefined, dataDir });
    const backup = await backupTo(dataDir, file);
    expect(backup).toMatchObject({ file, keyFile: `${file}.key` });
    expect(readFileSync(`${file}.key`, 'utf8').trim()).toBe(key);
    expect(readdirSync(folder).sort()).toEqual(['copy.db', 'copy.db.key', 'data']);
    for (const name of [file, `${file}.key`]) expect(statSync(name).mode & 0o777).toBe(0o600);
  });

  it('without a generated key has none beside it', async () => {
    await fill('a');
    expect((await backupTo(dataDir, file)).keyFile).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual(['copy.db', 'data']);
  });

  it('never overwrites a file, neither the copy nor the key', async () => {
    await fill('a');
    writeFileSync(file, 'precious');
    await expect(backupTo(dataDir, file)).rejects.toMatchObject({ code: 'BACKUP_TARGET_EXISTS' });
    expect(readFileSync(file, 'utf8')).toBe('precious');
    rmSync(file);
    loadSecretKey({ configured: undefined, dataDir });
    writeFileSync(`${file}.key`, 'precious');
    await expect(backupTo(dataDir, file)).rejects.toMatchObject({ code: 'BACKUP_TARGET_EXISTS' });
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(`${file}.key`, 'utf8')).toBe('precious');
  });

  it('of a folder without a database, or into a missing one, is refused and makes nothing', async () => {
    await expect(backupTo(dataDir, file)).rejects.toMatchObject({ code: 'BACKUP_SOURCE_MISSING' });
    expect(readdirSync(dataDir)).toEqual([]);
    await fill('a');
    const missing = join(folder, 'missing', 'copy.db');
    await expect(backupTo(dataDir, missing)).rejects.toMatchObject({ code: 'BACKUP_FOLDER_MISSING' });
  });

  it('of a damaged database is refused, and leaves no copy', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    const { id } = await addConversation(store);
    for (let count = 0; count < 200; count++) await addMessage(store, id, { text: 'x'.repeat(1000) });
    await store.close();
    const bytes = readFileSync(join(dataDir, DATABASE_FILE));
    bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 4096);
    writeFileSync(join(dataDir, DATABASE_FILE), bytes);
    await expect(backupTo(dataDir, file)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    expect(readdirSync(folder)).toEqual(['data']);
  });
});

describe('a restore', () => {
  const NOW = new Date('2026-11-24T03:04:05Z');

  it('brings the copy back and keeps what was there aside, under a name with the date', async () => {
    await fill('old');
    await backupTo(dataDir, file);
    await fill('new');
    expect(await names()).toEqual(['new', 'old']);
    const restored = await restoreFrom(file, dataDir, NOW);
    expect(await names()).toEqual(['old']);
    expect(restored.previousDatabase).toBe(join(dataDir, 'tanya.db.before-restore-20261124T030405'));
    // What was kept aside is itself usable.
    await restoreFrom(restored.previousDatabase ?? '', dataDir, NOW);
    expect(await names()).toEqual(['new', 'old']);
    expect(readdirSync(dataDir).filter((name) => name.includes('before-restore'))).toHaveLength(2);
    expect(readdirSync(dataDir).filter((name) => /partial|-wal|-shm/.test(name))).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });

  it('works into an empty folder, with the key that opens the sealed texts', async () => {
    await fill('a');
    const key = loadSecretKey({ configured: undefined, dataDir });
    await backupTo(dataDir, file);
    const fresh = join(folder, 'fresh');
    const restored = await restoreFrom(file, fresh, NOW);
    expect(restored).toEqual({
      previousDatabase: undefined,
      previousKey: undefined,
      keyRestored: true,
      repliesInDoubt: 0,
    });
    expect(loadSecretKey({ configured: undefined, dataDir: fresh })).toBe(key);
    expect(statSync(join(fresh, SECRET_KEY_FILE)).mode & 0o777).toBe(0o600);
    expect(await names(fresh)).toEqual(['a']);
  });

  it('keeps a different key aside', async () => {
    await fill('a');
    loadSecretKey({ configured: undefined, dataDir });
    await backupTo(dataDir, file);
    const there = join(folder, 'there');
    const other = loadSecretKey({ configured: undefined, dataDir: there });
    const { previousKey } = await restoreFrom(file, there, NOW);
    expect(readFileSync(previousKey ?? '', 'utf8').trim()).toBe(other);
    expect((await restoreFrom(file, there, NOW)).previousKey).toBeUndefined();
  });

  it('does not let the write-ahead log of the database before into the one that is restored', async () => {
    await fill('old');
    await backupTo(dataDir, file);
    const writer = await runInChild('writeMessages', dataDir, 'exclusive', 'm');
    await nextMessage(writer);
    await kill(writer);
    const { previousDatabase } = await restoreFrom(file, dataDir, NOW);
    expect(await names()).toEqual(['old']);
    await restoreFrom(previousDatabase ?? '', dataDir, NOW);
    expect(await names()).toEqual(['old', 'the same for all']);
  });

  it('takes a damaged database’s place, and keeps that aside as it is', async () => {
    await fill('old');
    await backupTo(dataDir, file);
    writeFileSync(join(dataDir, DATABASE_FILE), 'rubbish'.repeat(1000));
    const { previousDatabase } = await restoreFrom(file, dataDir, NOW);
    expect(await names()).toEqual(['old']);
    expect(readFileSync(previousDatabase ?? '', 'utf8')).toBe('rubbish'.repeat(1000));
  });

  it('is refused while a server runs, and changes nothing', async () => {
    await fill('old');
    await backupTo(dataDir, file);
    const server = await openStore({ dataDir, exclusive: true });
    await addConversation(server, 'new');
    await expect(restoreFrom(file, dataDir, NOW)).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
    expect(await findConversationByNativeId(server.db, 'test', 'office', 'new')).toBeDefined();
    await server.close();
    expect(await names()).toEqual(['new', 'old']);
  });

  it('of what is no backup of ours, or damaged, or of a newer version, or missing is refused, and changes nothing', async () => {
    await fill('old');
    const refused = async (code: string): Promise<void> => {
      await expect(restoreFrom(file, dataDir, NOW)).rejects.toMatchObject({ code });
      expect(await names()).toEqual(['old']);
      expect(readdirSync(dataDir).filter((name) => /partial|before/.test(name))).toEqual([]);
    };
    await refused('RESTORE_FILE_MISSING');
    writeFileSync(file, 'rubbish'.repeat(1000));
    await refused('STORE_CORRUPT');
    rmSync(file);
    const foreign = new Database(file);
    foreign.exec('create table songs (title text)');
    foreign.close();
    await refused('STORE_CORRUPT');
    rmSync(file);
    await backupTo(dataDir, file);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096, 8192);
    writeFileSync(file, bytes);
    await refused('STORE_CORRUPT');
    rmSync(file);
    await backupTo(dataDir, file);
    const newer = new Database(file);
    newer.exec(`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`);
    newer.close();
    await refused('STORE_NEWER');
  });

  it('sends no reply again that may have been sent since the backup', async () => {
    const store = await openStore({ dataDir, exclusive: true });
    const id = await addReply(store, await addConversation(store, 'a'));
    await store.close();
    await backupTo(dataDir, file);
    expect((await restoreFrom(file, dataDir, NOW)).repliesInDoubt).toBe(1);
    const after = await openStore({ dataDir, exclusive: true });
    const row = await after.db.selectFrom('outbox').select('status').where('id', '=', id).executeTakeFirst();
    expect(row?.status).toBe('inDoubt');
    await after.close();
  });
});
