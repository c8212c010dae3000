import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asMap } from '../../core/data/maps.ts';
import { yamlMap } from '../../core/data/parsed.ts';
import { names } from '../commit/disk.ts';
import { declaredDependencies, isChart, missingDependencies } from '../verify/chart.ts';

/** Folders of the chart as it is and as it will be. */
export interface Copies {
  was: string;
  is: string;
}

/**
 * charts/ is the same on both sides, while a dependency may only come or only go. Helm takes for a
 * part of the chart whatever lies in charts/, and makes nothing of a chart that lacks one there.
 */
export function settleDependencies({ was, is }: Copies): void {
  const [before, after] = [was, is].map(declaredDependencies) as [string[], string[]];
  removeCharts(was, without(after, before));
  removeCharts(is, without(before, after));
  // What only comes is nobody's loss, so that nobody has to fetch it before it is asked for.
  leaveOut(is, without(missingDependencies(is), before));
}

function without(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((name) => !others.includes(name));
}

function removeCharts(chart: string, charts: readonly string[]): void {
  const folder = join(chart, 'charts');
  for (const entry of names(folder) ?? []) {
    const isMeant = charts.some((name) => isChart(entry, name));
    if (isMeant) rmSync(join(folder, entry), { recursive: true });
  }
}

function leaveOut(chart: string, absent: readonly string[]): void {
  if (absent.length === 0) return;
  const file = join(chart, 'Chart.yaml');
  const said = yamlMap(readFileSync(file, 'utf8'));
  const dependencies = (said.dependencies as unknown[]).filter(
    (one) => !absent.includes(String(asMap(one).name)),
  );
  // JSON is YAML as well.
  writeFileSync(file, JSON.stringify({ ...said, dependencies }));
}
