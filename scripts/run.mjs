// Runs a compiled entry point, compiling first where that is needed: node scripts/run.mjs [--web] cli/ask …
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

build();
const position = process.argv.findIndex((argument, index) => index > 1 && argument !== '--web');
const entry = process.argv[position];
const url = new URL(`../dist/src/${entry}.js`, import.meta.url);
// The entry sees its own arguments from the third place on, as if it had been started itself.
process.argv.splice(1, position, fileURLToPath(url));
const module = await import(url.href);
if (entry === 'main') await module.main();
