import { resolve } from 'node:path';
import { loadConfig } from '../config.js';
import { AppError } from '../errors.js';
import { restoreFrom } from '../store/backup.js';
import { runCommand } from './runCommand.js';

/** `npm run restore -- FILE`: puts a copy made by `npm run backup` in the place of the embedded store. */
async function main(): Promise<void> {
  const [name] = process.argv.slice(2);
  if (!name) throw new Error('Name the backup to restore: npm run restore -- FILE');
  const file = resolve(name);
  const config = loadConfig();
  if (config.databaseUrl) throw new AppError('BACKUP_UNSUPPORTED');
  const restored = await restoreFrom(file, config.dataDir);
  const sentences = [`${file} is in use now, in ${config.dataDir}.`];
  if (restored.previousDatabase) sentences.push(`The database that was there is kept as ${restored.previousDatabase}.`);
  if (restored.previousKey) sentences.push(`The secret key that was there is kept as ${restored.previousKey}.`);
  if (!restored.keyRestored && !config.secretKey) {
    sentences.push(
      `There is no ${file}.key: sealed texts can be opened only if the key in ${config.dataDir} is the same.`,
    );
  }
  if (restored.repliesInDoubt > 0) {
    sentences.push(
      `${restored.repliesInDoubt} replies may have been sent since; they are marked as in doubt, not sent again.`,
    );
  }
  process.stdout.write(`${sentences.join(' ')}\n`);
}

await runCommand(main);
