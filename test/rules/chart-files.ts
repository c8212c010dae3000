import type { Chart } from '../../generators/core/chart.ts';
import { filesOf } from '../../generators/core/generate.ts';
import type { ChartFiles } from '../../generators/core/rules/rule.ts';

/** A chart's files as the rules read them. */
export function chartFilesOf(chart: Chart): ChartFiles {
  return new Map([...filesOf(chart).values()].map(({ path, body }) => [path, body]));
}
