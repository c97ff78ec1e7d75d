process.env.DATA_DIR='/tmp/askd';
import {readFileSync} from 'node:fs';
const m=await import('./dist/src/cli/askSession.js');
const s=await m.openAskSession?.(undefined)??await m.askSession?.(undefined);
export {s};
