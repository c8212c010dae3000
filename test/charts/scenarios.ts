import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Chart } from '../../generators/core/chart.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import type { FileMap } from '../../generators/core/files.ts';
import { chartFrom, filesOf } from '../../generators/core/generate.ts';

/** The systems of test/golden: answers, and the chart that was reviewed. */
export const goldenFolder = join(import.meta.dirname, '../golden');
export const scenarios: readonly string[] = readdirSync(goldenFolder).toSorted();

export async function answersOf(scenario: string): Promise<DataMap> {
  return parse(readFileSync(join(goldenFolder, scenario, 'answers.yaml'), 'utf8')) as DataMap;
}

export async function chartOf(answers: DataMap): Promise<Chart> {
  const result = await chartFrom({ file: answers });
  if (!result.ok) throw new Error(result.faults.map((f) => `${f.path}: ${f.message}`).join('\n'));
  return result.chart;
}

/** The chart in a folder of its own, with a stand-in for each dependency: Helm insists on them. */
export function writtenChart(
  chart: Chart,
  files: FileMap = filesOf(chart),
): { folder: string; remove(): void } {
  const parent = mkdtempSync(join(tmpdir(), 'helm-prod-chart-'));
  const folder = join(parent, chart.name);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const { path, body } of files.values()) write(path, body);
  for (const { name, version } of chart.answers.dependencies) {
    const least = /\d+\.\d+\.\d+/.exec(version)?.[0] ?? '1.0.0';
    write(`charts/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: ${least}\n`);
  }
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** Includes of what is nowhere defined, and defines that nobody includes. */
export function danglingIncludes(files: FileMap): { undefined: string[]; unused: string[] } {
  const names = (text: string, pattern: RegExp) =>
    new Set([...text.matchAll(pattern)].map((match) => match[1] as string));
  const bodies = (pattern: RegExp) =>
    [...files.values()]
      .filter(({ path }) => pattern.test(path))
      .map(({ body }) => body)
      .join('\n');
  const defined = names(bodies(/^templates\//), /define "([^"]+)"/g);
  const included = names(bodies(/^templates\/|\.yaml$/), /include "([^"]+)"/g);
  return {
    undefined: [...included].filter((name) => !defined.has(name)),
    unused: [...defined].filter((name) => !included.has(name)),
  };
}
