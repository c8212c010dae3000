import { defineConfig } from 'vitest/config';

/** `npm run test:mutants`: charts with one line changed, and who notices. */
export default defineConfig({
  test: {
    include: ['test/mutants/**/*.test.ts'],
    testTimeout: 1_800_000,
    // Each test waits for one program at a time, so two cores serve three of them.
    maxConcurrency: 3,
    // Programs of Go that live for a second spend a fifth of it on collecting garbage.
    env: { GOGC: '400' },
    reporters: ['default', './test/setup/counts-reporter.ts'],
  },
});
