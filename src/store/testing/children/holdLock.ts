/** Opens the store of the folder given as a server does, says so, and stays until it is killed. */
import { openStore } from '../../openStore.js';

await openStore({ dataDir: process.argv[2] ?? '', exclusive: true });
process.send?.('open');
setInterval(() => undefined, 1000);
