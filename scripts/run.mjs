// Runs a compiled entry point, compiling first where that is needed: node scripts/run.mjs [--web] cli/ask …
import { build } from './build.mjs';

build();
const position = process.argv.findIndex((argument, index) => index > 1 && argument !== '--web');
const [entry] = process.argv
  .splice(1, position, new URL(`../dist/src/${process.argv[position]}.js`, import.meta.url).pathname)
  .slice(-1);
const module = await import(new URL(`../dist/src/${entry}.js`, import.meta.url).href);
if (entry === 'main') await module.main();
