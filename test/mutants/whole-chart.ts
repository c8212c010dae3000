import { join } from 'node:path';
import { parse } from 'yaml';
import type { Chart } from '../../generators/core/chart.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import type { ChartFiles } from '../../generators/core/rules/rule.ts';
import type { requireTools } from '../../scripts/tools/require.ts';
import { release, valueFilesIn } from '../charts/renders.ts';
import { type ToolRun, template } from '../charts/run-tool.ts';
import { writtenChart } from '../charts/scenarios.ts';
import { chartFilesOf } from '../rules/chart-files.ts';
import { outcomeOf } from './outcome.ts';
import { accepted, refused } from './probe-values.ts';

export const toolNames = ['helm4', 'helm-unittest', 'kubeconform', 'schemas'] as const;
export type Tools = ReturnType<typeof requireTools<(typeof toolNames)[number]>>;

/** A chart before anything is changed in it, and what comes of it. */
export interface WholeChart {
  chart: Chart;
  files: ChartFiles;
  /** By the file of values. */
  renders: ReadonlyMap<string, string>;
  /** By the title of the probe. */
  outcomes: ReadonlyMap<string, string>;
}

export async function wholeChart(chart: Chart, tools: Tools): Promise<WholeChart> {
  const { folder, remove } = writtenChart(chart);
  try {
    const files = chartFilesOf(chart);
    const defaults = defaultsIn(files);
    const renders = new Map<string, string>();
    for (const values of valuesIn(folder)) {
      const { code, stdout, text } = await renderOf(folder, values, tools);
      if (code !== 0) throw new Error(text);
      renders.set(values, stdout);
    }
    const outcomes = new Map<string, string>();
    for (const probe of [...accepted, ...refused]) {
      outcomes.set(probe.title, await outcomeOf(probe, folder, defaults, tools.helm4.path));
    }
    return { chart, files, renders, outcomes };
  } finally {
    remove();
  }
}

export const defaultsIn = (files: ChartFiles): DataMap =>
  parse(files.get('values.yaml') ?? '') as DataMap;

export const renderOf = (folder: string, values: string, { helm4 }: Tools): Promise<ToolRun> =>
  template(helm4.path, folder, ['--values', join(folder, values)], release);

/** Production first: it switches on the most. */
const valuesIn = (folder: string): string[] =>
  ['values.yaml', ...valueFilesIn(folder)].toSorted(
    (a, b) => Number(b.includes('prod')) - Number(a.includes('prod')),
  );
