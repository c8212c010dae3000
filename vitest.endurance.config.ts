import { defineConfig } from 'vitest/config';

/** `npm run test:endurance`: what is killed at every step, and random edits and answers. */
export default defineConfig({
  test: {
    include: ['test/kill/**/*.test.ts', 'test/update/*properties.test.ts'],
    globalSetup: ['test/setup/build.ts'],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    maxWorkers: 3,
  },
});
