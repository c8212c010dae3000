import type { Reporter, TestModule } from 'vitest/node';
import type { Counts } from './counts.ts';

/** At the end of a run: what its tests counted, added up. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const totals: Counts = {};
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        for (const [what, times] of Object.entries(test.meta().counts ?? {})) {
          totals[what] = (totals[what] ?? 0) + times;
        }
      }
    }
    const names = Object.keys(totals).toSorted();
    const width = Math.max(0, ...names.map((name) => name.length));
    for (const name of names) console.log(`  ${name.padEnd(width)}  ${totals[name]}`);
  }
}
