import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const built = new Map<string, Promise<string>>();

/**
 * Runs a TypeScript file of `testing/children` in a process of its own, so that it can be killed.
 * @param name without its ending
 */
export async function runInChild(name: string, ...parameters: string[]): Promise<ChildProcess> {
  const compiled = built.get(name) ?? compile(name);
  built.set(name, compiled);
  return fork(await compiled, parameters, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** The next message of a child. @throws when it ends without one */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the child ended with ${String(code)}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as unknown[];
    return message;
  } finally {
    ended.catch(() => undefined);
    done.abort();
  }
}

/** Kills a child as a power cut would: it cannot clean up. */
export async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Into node_modules, because what is compiled looks for its packages from there; named by content, because tests run side by side. */
async function compile(name: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL(`children/${name}.ts`, import.meta.url)),
      write: false,
      target: 'node20',
      rollupOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = Array.isArray(result)
    ? result.flatMap((one) => one.output)
    : 'output' in result
      ? result.output
      : [];
  if (output?.type !== 'chunk') throw new Error(`${name} was not compiled`);
  const hash = createHash('sha256').update(output.code).digest('hex').slice(0, 16);
  const file = join(ROOT, 'node_modules/.cache/tanya-tests', `${name}-${hash}.mjs`);
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, output.code);
  renameSync(partial, file);
  return file;
}
