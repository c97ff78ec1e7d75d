import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeKnowledgeBase } from '../../src/knowledge/testing/tinyKnowledgeBase.js';
import { until } from './until.js';

/** The settings that a product process gets; everything that is not named is absent, whatever our own environment holds. */
export type Settings = Readonly<Record<string, string>>;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The product, running as a process of its own. */
export interface ProductProcess {
  readonly pid: number;
  readonly url: string;
  /** Resolves when the process has ended. */
  readonly ended: Promise<Exit>;
  /** What it wrote to standard output and standard error so far. */
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Kills it without notice and waits until it is gone. */
  kill(): Promise<Exit>;
}

/** The first start builds an index; a busy machine takes its time. */
const START_MS = 120_000;
const running = new Set<ChildProcess>();
const folders: string[] = [];
// Whatever ends us must not leave servers or folders behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  removeTemporaryFolders();
});

/** A fresh temporary folder, such as a DATA_DIR; gone when we end. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tanya-test-'));
  folders.push(folder);
  return folder;
}

/** Removes what `temporaryFolder` made. A test calls it when its products have ended: its runner may be killed and never come to 'exit'. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Settings for a product on its own data and a small knowledge base, with limits that a load does not reach. */
export async function testSettings(port: number, changes: Settings = {}): Promise<Settings> {
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: changes['DATA_DIR'] ?? (await temporaryFolder()),
    SECRET_KEY: 'a key of the tests, long enough for it',
    KNOWLEDGE_BASE_DIR: changes['KNOWLEDGE_BASE_DIR'] ?? (await writeKnowledgeBase({}, await temporaryFolder())),
    RATE_LIMIT_REQUESTS: '1000000',
    RATE_LIMIT_TOKENS: '1000000',
    RATE_LIMIT_MESSAGES: '1000000',
    BURST_WINDOW_MS: '0',
    LOG_LEVEL: 'error',
    ...changes,
  };
}

/**
 * Starts the compiled program directly: `npm start` would look at the sources first, and one that was edited meanwhile would be compiled in the
 * middle of a test. Does not wait for anything.
 */
export function spawnProduct(settings: Settings): ProductProcess {
  const main = join(programFolder(), 'dist/src/main.js');
  if (!existsSync(main)) throw new Error(`${main} is missing: run "node scripts/build.mjs" first (npm test does)`);
  const code = `const { main } = await import(${JSON.stringify(main)}); await main();`;
  const child = spawn(process.execPath, ['--no-deprecation', '--input-type=module', '--eval', code], {
    // A folder without an .env, which would be read.
    cwd: settings['DATA_DIR'] !== undefined && existsSync(settings['DATA_DIR']) ? settings['DATA_DIR'] : tmpdir(),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const { pid } = child;
  if (pid === undefined) throw new Error('the product could not be started');
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => (written = (written + text).slice(-20_000)));
  }
  const ended = new Promise<Exit>((resolve) => {
    child.once('close', (exitCode, signal) => {
      running.delete(child);
      resolve({ code: exitCode, signal });
    });
  });
  return {
    pid,
    url: `http://127.0.0.1:${settings['PORT'] ?? ''}`,
    ended,
    output: () => written,
    signal: (signal) => void child.kill(signal),
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Waits until the process answers its first request. */
export async function answering(product: ProductProcess): Promise<void> {
  let exit: Exit | undefined;
  void product.ended.then((reached) => (exit = reached));
  await until('the product answers', START_MS, async () => {
    if (exit) throw new Error(`the product ended with ${exit.code ?? exit.signal ?? ''}: ${product.output()}`);
    try {
      return (await fetch(`${product.url}/healthz`, { signal: AbortSignal.timeout(1_000) })).ok;
    } catch {
      return false;
    }
  });
}

/** Starts the product and waits until it answers. */
export async function startProduct(settings: Settings): Promise<ProductProcess> {
  const product = spawnProduct(settings);
  await answering(product);
  return product;
}

/** Where package.json is, whether this runs from its source or compiled in dist/. */
function programFolder(): string {
  const here = fileURLToPath(import.meta.url);
  const position = here.lastIndexOf('/dist/tests/');
  return position >= 0 ? here.slice(0, position) : fileURLToPath(new URL('../../', import.meta.url));
}
