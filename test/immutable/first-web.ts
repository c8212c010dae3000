import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Chart } from '../../generators/core/chart.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { type BothRequest, renderBoth } from '../../generators/shell/immutable/render-both.ts';
import type { PlannedFile } from '../../generators/shell/immutable/scratch-copy.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { answersOf, chartOf, goldenFolder } from '../charts/scenarios.ts';

export const golden = join(goldenFolder, 'first-web/chart');

/** Where the chart of a test lies, and what it is: another one for each. */
export let directory: string;
export let before: Chart;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'immutable-'));
  cpSync(golden, directory, { recursive: true });
  before = await chartOf(await answersOf('first-web'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

export function write(path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

/** The text of a file of the chart with one place in it changed. */
export function edited(path: string, from: string, to: string): PlannedFile {
  const text = readFileSync(join(directory, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  return { path, after: text.replaceAll(from, to) };
}

/** What becomes of all files where the answers are others. */
export function becoming(chart: Chart): PlannedFile[] {
  const [was, is] = [filesOf(before), filesOf(chart)];
  return [...new Set([...was.keys(), ...is.keys()])].map((path) => ({
    path,
    after: is.get(path)?.body,
  }));
}

export async function withAnswers(more: DataMap): Promise<Chart> {
  return chartOf({ ...(await answersOf('first-web')), ...more });
}

export function requestOf(changes: readonly PlannedFile[], after = before): BothRequest {
  return {
    directory,
    release: before.name,
    before: before.environments,
    after: after.environments,
    kubernetes: '1.36',
    changes,
  };
}

export const everywhere = [null, 'dev', 'staging', 'prod'];

/** An overlay that says something of its own. */
export function withEdge(path: string): string {
  const text = readFileSync(path, 'utf8');
  if (/^commonAnnotations:/m.test(text)) throw new Error(`${path} has annotations`);
  return `${text}commonAnnotations:\n  tier: edge\n`;
}

export const helms = ['helm3', 'helm4'] as const;

type Context = Parameters<typeof requireTools>[0];

/** What comes of a chart with one Helm. */
export function asking(name: (typeof helms)[number]) {
  return { found, notChecked };

  async function found(context: Context, changes: readonly PlannedFile[], after?: Chart) {
    const helm = requireTools(context, [name])[name].path;
    const all = await renderBoth(requestOf(changes, after), { command: [helm], version: '' });
    if ('notChecked' in all) throw new Error(all.notChecked);
    return all.changes;
  }

  async function notChecked(context: Context, changes: readonly PlannedFile[]): Promise<string> {
    const helm = requireTools(context, [name])[name].path;
    const all = await renderBoth(requestOf(changes), { command: [helm], version: '' });
    return 'notChecked' in all ? all.notChecked : `found ${all.changes.length}`;
  }
}
