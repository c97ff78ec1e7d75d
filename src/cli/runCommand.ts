import { AppError, messageOf } from '../errors.js';

/** Runs a command of the command line: an error becomes a line with advice on standard error, and exit code 1. */
export async function runCommand(command: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    const lines = error instanceof AppError ? [error.message, error.advice] : [messageOf(error)];
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = 1;
  }
}
