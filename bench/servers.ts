import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpConnection } from './load/httpConnection.js';

/** How long a server may take to be ready, its index built included, in milliseconds. */
const READY_MS = 120_000;
const STOP_MS = 12_000;
const POLL_MS = 5;
/** So many requests a minute that no limit is ever reached. */
const UNLIMITED = '1000000000';

export interface RunningChild {
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from the start of the process to the first 200 of `/readyz`. */
  readonly readyMs: number;
  /** Milliseconds of processor time that it had used by then, on all cores. */
  readonly readyProcessorMs: number;
  /** Ends it by its process id: asks, and after a while insists. */
  stop(): Promise<void>;
}

/** Starts the product on 127.0.0.1 with its data in `dataDir`, embedded store and built-in embedder, limits out of the way. */
export function startProduct(dataDir: string, profile?: string): Promise<RunningChild> {
  return startServer('server', (port) => ({
    args: [],
    environment: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      RATE_LIMIT_REQUESTS: UNLIMITED,
      RATE_LIMIT_TOKENS: UNLIMITED,
      RATE_LIMIT_MESSAGES: UNLIMITED,
      BURST_WINDOW_MS: '0',
      // Empty is absent, and stands before what an .env file says.
      DATABASE_URL: '',
      EMBEDDINGS_MODEL: '',
      LLM_MODEL: '',
      PUBLIC_URL: '',
    },
    profile,
  }));
}

/** Starts the bare server that the product is measured beside. */
export function startBareServer(folder: string, profile?: string): Promise<RunningChild> {
  return startServer('bareServer', (port) => ({ args: [folder, String(port)], environment: {}, profile }));
}

interface Start {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly profile: string | undefined;
}

async function startServer(name: string, how: (port: number) => Start): Promise<RunningChild> {
  const port = await freePort();
  const { args, environment, profile } = how(port);
  const file = fileURLToPath(new URL(`children/${name}.js`, import.meta.url));
  const execArgv =
    profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${name}.cpuprofile`];
  const started = performance.now();
  const child = fork(file, args, {
    env: { ...process.env, ...environment },
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => process.off('exit', kill));
  try {
    await ready(port, child);
  } catch (error) {
    kill();
    throw error;
  }
  const readyMs = performance.now() - started;
  const readyProcessorMs = processorSeconds(child.pid ?? 0) * 1000;
  return {
    port,
    pid: child.pid ?? 0,
    readyMs,
    readyProcessorMs,
    async stop() {
      child.kill('SIGTERM');
      const insist = setTimeout(kill, STOP_MS);
      await ended;
      clearTimeout(insist);
    },
  };
}

async function ready(port: number, child: ChildProcess): Promise<void> {
  const until = performance.now() + READY_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the server ended before it was ready');
    const connection = await HttpConnection.open(port).catch(() => undefined);
    const answer = await connection?.request('GET', '/readyz').catch(() => undefined);
    connection?.close();
    if (answer?.status === 200) return;
    await pause(POLL_MS);
  }
  throw new Error(`the server was not ready within ${READY_MS / 1000} s`);
}

/** A port that nothing listens on; somebody else may take it before it is used, which the start then reports. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Seconds of processor time that a process has used, its kernel time included; NaN where /proc is missing. */
export function processorSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks; utime and stime are the 14th and 15th fields, in ticks of 10 ms (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return NaN;
  }
}

/** Resident memory of a process now, and the most it has had, in bytes; NaN where /proc is missing. */
export function residentMemory(pid: number): { readonly now: number; readonly most: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
    return { now: of('VmRSS'), most: of('VmHWM') };
  } catch {
    return { now: NaN, most: NaN };
  }
}
