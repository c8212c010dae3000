import { defineConfig } from 'vitest/config';

/** `npm run test:cluster`: charts on a real control plane, whose pods only pretend to run. */
export default defineConfig({
  test: {
    include: ['test/cluster/**/*.test.ts'],
    globalSetup: ['test/setup/build.ts', 'test/cluster/setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    maxConcurrency: 4,
    reporters: ['default', './test/setup/counts-reporter.ts'],
  },
});
