import { join } from 'node:path';
import Database from 'better-sqlite3';
import Fastify from 'fastify';

// What HTTP and a durable transaction cost at the least on this machine: Fastify, better-sqlite3 with prepared statements, WAL and
// synchronous FULL, and for each POST one transaction of the four small writes that any assistant of this kind has to make.
const [folder = '.', port = '0'] = process.argv.slice(2);
const database = new Database(join(folder, 'bare.db'));
database.pragma('journal_mode = wal');
database.pragma('synchronous = full');
database.exec(`
  create table inbox (id integer primary key, conversation text not null, text text not null);
  create table states (id integer primary key, conversation text not null, state text not null);
  create table transcript (id integer primary key, conversation text not null, activity text not null);
  create table outbox (id integer primary key, conversation text not null, reply text not null);
`);
const insertMessage = database.prepare<[string, string]>('insert into inbox (conversation, text) values (?, ?)');
const insertState = database.prepare<[string, string]>('insert into states (conversation, state) values (?, ?)');
const insertActivity = database.prepare<[string, string]>(
  'insert into transcript (conversation, activity) values (?, ?)',
);
const insertReply = database.prepare<[string, string]>('insert into outbox (conversation, reply) values (?, ?)');
const commit = database.transaction((conversation: string, text: string): number => {
  const { lastInsertRowid } = insertMessage.run(conversation, text);
  insertState.run(conversation, '{"language":"id"}');
  insertActivity.run(conversation, JSON.stringify({ type: 'message', text }));
  insertReply.run(conversation, text);
  return Number(lastInsertRowid);
});

const app = Fastify();
app.get('/readyz', () => ({ status: 'ready' }));
app.post<{ Params: { id: string }; Body: { text: string } }>('/conversations/:id/activities', (request) => ({
  id: String(commit.immediate(request.params.id, request.body.text)),
}));
await app.listen({ host: '127.0.0.1', port: Number(port) });
process.once('SIGTERM', () => {
  void app.close().then(() => {
    database.close();
    process.exit(0);
  });
});
