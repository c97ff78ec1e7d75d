import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs a file of `children/` in a process of its own, so that nobody's garbage and nobody's warm code is in another's figures, and so
 * that a time bound holds against code that never yields.
 * @returns what it sent, or undefined when its time was up
 */
export function inChild<T>(name: string, args: readonly string[], boundSeconds: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL(`children/${name}.js`, import.meta.url));
    const child = fork(file, args, { execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    let result: T | undefined;
    let late = false;
    const bound = setTimeout(() => {
      late = true;
      kill();
    }, boundSeconds * 1000);
    child.once('message', (message) => (result = message as T));
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(bound);
      process.off('exit', kill);
      if (result !== undefined || late) resolve(result);
      else reject(new Error(`${name} ${args.join(' ')} ended with ${code ?? 'a signal'} and sent nothing`));
    });
  });
}

/** Sends the outcome to the parent and ends the process. */
export function report(result: object): void {
  process.send?.(result, () => process.exit(0));
}
