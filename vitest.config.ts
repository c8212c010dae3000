import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Suites of their own: npm run test:cluster, test:endurance, test:mutants.
    exclude: [
      'test/cluster/**',
      'test/kill/**',
      'test/mutants/**',
      'test/update/*properties.test.ts',
    ],
    globalSetup: ['test/setup/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    // Most tests wait for other programs, so two cores serve more than two of them.
    maxWorkers: 3,
  },
});
