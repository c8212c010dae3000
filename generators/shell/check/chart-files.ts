import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inLines } from '../../core/reconcile/line-ends.ts';
import type { ChartFiles } from '../../core/rules/rule.ts';
import { commitError } from '../commit/error.ts';
import { readSnapshot } from '../snapshot.ts';

/** What lies in a chart's folder and is no part of the chart: charts/ holds other charts. */
const strangers = new Set(['.git', '.helm-prod', 'node_modules', 'charts']);

/** The paths of all files of a chart, ours and the user's. Links are not followed. */
export function chartPaths(directory: string, below = ''): string[] {
  return entriesOf(directory, below)
    .filter(({ name }) => below !== '' || !strangers.has(name))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return chartPaths(directory, path);
      return entry.isFile() ? [path] : [];
    })
    .toSorted();
}

function entriesOf(directory: string, below: string): Dirent[] {
  const folder = join(directory, below);
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw commitError(error, folder, directory, 'read');
  }
}

/** Those of them that are text, as the rules read them. */
export function chartTexts(directory: string): ChartFiles {
  const texts = new Map<string, string>();
  for (const [path, { text }] of readSnapshot(directory, chartPaths(directory))) {
    if (text !== undefined) texts.set(path, inLines(text));
  }
  return texts;
}
