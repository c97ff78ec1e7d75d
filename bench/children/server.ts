import { main } from '../../src/main.js';

// The product as `npm start` runs it, without the look at whether the build is fresh.
await main();
