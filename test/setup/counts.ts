import type { TestContext } from 'vitest';

/** What was done, by its name in the summary; the reporter beside this file adds it all up. */
export type Counts = Record<string, number>;

declare module 'vitest' {
  interface TaskMeta {
    counts?: Counts;
  }
}

/** Counts something for the summary at the end of the run, such as an install. */
export function count(task: TestContext['task'], what: string, times = 1): void {
  task.meta.counts ??= {};
  task.meta.counts[what] = (task.meta.counts[what] ?? 0) + times;
}
