import { cpus, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../src/cli/runCommand.js';
import { AppError } from '../src/errors.js';
import type { BenchOptions } from './options.js';
import { folds } from './parts/folds.js';
import { publicSets } from './parts/publicSets.js';
import { retrieval } from './parts/retrieval.js';
import { start } from './parts/start.js';
import { throughput } from './parts/throughput.js';
import { turn } from './parts/turn.js';
import { render, type Table } from './table.js';

const PARTS: Readonly<Record<string, (options: BenchOptions) => Promise<Table>>> = {
  turn,
  throughput,
  retrieval,
  public: publicSets,
  start,
  folds,
};
const USAGE = `Usage: npm run bench [-- --part ${Object.keys(PARTS).join('|')}] [--benchmarks DIR] [--bound SECONDS] [--transport websocket|polling] [--profile DIR] [--fold 0-4]`;

/** `npm run bench`: measures the parts one after another and prints a table for each. It judges nothing. */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      part: { type: 'string', multiple: true },
      benchmarks: { type: 'string', default: '../shared/benchmarks' },
      bound: { type: 'string', default: '120' },
      transport: { type: 'string', default: 'websocket' },
      profile: { type: 'string' },
      fold: { type: 'string', default: '0' },
    },
  });
  const names = values.part ?? Object.keys(PARTS);
  const unknown = names.find((name) => !(name in PARTS));
  const boundSeconds = Number(values.bound);
  const { transport } = values;
  const fold = Number(values.fold);
  if (
    unknown !== undefined ||
    !(boundSeconds > 0) ||
    ![0, 1, 2, 3, 4].includes(fold) ||
    (transport !== 'websocket' && transport !== 'polling')
  )
    throw new AppError('BODY_INVALID', USAGE);
  const options: BenchOptions = {
    benchmarks: resolve(values.benchmarks),
    boundSeconds,
    transport,
    profile: values.profile && resolve(values.profile),
    fold,
  };

  process.stdout.write(`${machine()}\n`);
  for (const name of names) {
    const before = loadavg()[0] ?? NaN;
    const started = performance.now();
    const table = await PARTS[name]?.(options);
    if (!table) continue;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    // What else ran on the machine shows in the load before the part began: every figure beneath it is as noisy as that.
    const load = `load of the machine (1 minute) when this part began ${before.toFixed(1)}; the part took ${seconds} s`;
    process.stdout.write(render({ ...table, notes: [...table.notes, load] }));
  }
}

function machine(): string {
  const [first] = cpus();
  return `Node ${process.version}, ${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${(totalmem() / 1024 ** 3).toFixed(1)} GB, ${process.platform} ${process.arch}, ${new Date().toISOString()}`;
}

// An end from outside is an orderly one, so that what was started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

await runCommand(() => bench(process.argv.slice(2)));
