import { AppError, messageOf } from '../errors.js';

/**
 * Runs a command of the command line: an error becomes a line with advice on standard error, and exit code 1.
 * @param command what it resolves to, if a number, is the exit code
 */
export async function runCommand(command: () => Promise<unknown>): Promise<void> {
  try {
    const result = await command();
    process.exitCode = typeof result === 'number' ? result : 0;
  } catch (error) {
    const lines = error instanceof AppError ? [error.message, error.advice] : [messageOf(error)];
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = 1;
  }
}
