import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,adapters,evals,bench,tests}/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/setup/temporaryFolder.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores; each file starts servers or databases of its own.
    maxWorkers: 2,
  },
});
