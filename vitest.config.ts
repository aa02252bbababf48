import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    globalSetup: ['test/global.ts'],
    // Most of the time goes to PostgreSQL and the browser, which are other processes: a core left free for them would stay free.
    maxWorkers: '100%',
    // A slow shared machine is not a failure; a hang is.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
