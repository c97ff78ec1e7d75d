import { startPostgres } from '../../src/store/testing/postgres.js';
import { type CrashFigures, crashRun, passed } from './crashRun.js';
import { readOptions } from './options.js';
import { report } from './report.js';

/** After how many kills a line says how far it is. */
const PROGRESS = 10;

/** `npm run test:crash [-- --kills N --store sqlite|postgres|both --clients N --seed N]`. Exit 1 on anything lost, doubled or misordered. */
async function main(args: readonly string[]): Promise<number> {
  const { stores, ...options } = readOptions(args);
  const onRestart = (kills: number): void => {
    if (kills % PROGRESS === 0) process.stderr.write(`${kills} kills\n`);
  };
  const run = { ...options, onRestart };
  const columns: Record<string, CrashFigures> = {};
  for (const store of stores) {
    process.stderr.write(`${store}: ${run.kills} kills, ${run.clients} clients, seed ${run.seed} …\n`);
    if (store === 'sqlite') {
      columns[store] = await crashRun(run);
      continue;
    }
    const postgres = await startPostgres();
    if (!postgres) continue;
    try {
      columns[store] = await crashRun({ ...run, databaseUrl: await postgres.createDatabase('crash') });
    } finally {
      await postgres.stop();
    }
  }
  process.stdout.write(report(columns));
  return Object.values(columns).every(passed) ? 0 : 1;
}

// Ends through 'exit', where the servers that are still running are killed.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
