import { resolve } from 'node:path';
import { loadConfig } from '../config.js';
import { AppError } from '../errors.js';
import { backupTo } from '../store/backup.js';
import { runCommand } from './runCommand.js';

/** `npm run backup -- FILE`: a consistent copy of the embedded store, while it serves. */
async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  if (!file) throw new Error('Name the file to write: npm run backup -- FILE');
  const config = loadConfig();
  if (config.databaseUrl) throw new AppError('BACKUP_UNSUPPORTED');
  const backup = await backupTo(config.dataDir, resolve(file));
  const size = `${Math.ceil(backup.bytes / 1024)} KB`;
  const key = backup.keyFile
    ? `The secret key was copied to ${backup.keyFile}: keep it too, but in another place, for it opens the sealed texts.`
    : 'Keep the SECRET_KEY you configured as well: without it the sealed texts cannot be opened.';
  process.stdout.write(`The database was copied to ${backup.file} (${size}). ${key}\n`);
}

await runCommand(main);
