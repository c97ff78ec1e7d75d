// Compiles the program into dist/, and with --web the chat widget too, where that is missing or older than its source.
// In an image that holds no sources there is nothing to do. --force builds everything.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const parts = [
  {
    wanted: () => true,
    sources: [
      'src',
      'adapters',
      'evals',
      'bench',
      'tests',
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
    ],
    stamp: 'dist/.compiled',
    command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  {
    wanted: () => process.argv.includes('--web') || process.argv.includes('--force'),
    sources: ['adapters/web/widget', 'vite.config.ts', 'package-lock.json'],
    stamp: 'dist/web/.built',
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  },
];

/** The newest change below a path, in milliseconds; 0 where there is nothing. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.(jsonl|json|md|html)$/.test(entry.name))
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

export function build() {
  if (!existsSync(join(root, 'src'))) return;
  for (const { wanted, sources, stamp, command } of parts) {
    if (!wanted()) continue;
    const built = newest(join(root, stamp));
    const changed = Math.max(...sources.map((source) => newest(join(root, source))));
    if (!process.argv.includes('--force') && built > changed) continue;
    process.stderr.write(`building ${stamp.split('/').slice(0, -1).join('/')} …\n`);
    const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) process.exit(status ?? 1);
    writeFileSync(join(root, stamp), '');
  }
}

if (process.argv[1]?.endsWith('build.mjs')) build();
