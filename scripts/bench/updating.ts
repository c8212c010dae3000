import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileMap } from '../../generators/core/files.ts';
import { type Contender, type Contest, contestOf } from './contender.ts';
import { cli, nodeAlone } from './generation.ts';
import { requireChart } from './peer-templates.ts';
import { type Room, runIn } from './run.ts';

/**
 * How many environments stand beside those of the default chart, so that there are about 64, 125,
 * 250 and 500 files: each environment brings two.
 */
export const moreEnvironments = [0, 31, 93, 218] as const;

export const updateId = (kind: 'unchanged' | 'changed', more: number): string =>
  `update-${kind}-${more}`;

/** Charts that are there are rendered again: the default one and ever larger ones. */
export function updatingContest(chart: FileMap, name: string, room: Room): Contest {
  const charts = moreEnvironments.map((more) => {
    const folder = join(room.folder, `charts-${more}`);
    makeChart(folder, name, more, room);
    if (more === 0) requireChart(folder, chart, name);
    return { more, folder, files: filesIn(folder) };
  });
  const update = [...cli, 'update', name, '--no-verify'] as const;
  return contestOf('Updating', [
    nodeAlone('update-node'),
    ...charts.map(
      ({ more, folder, files }): Contender => ({
        id: updateId('unchanged', more),
        title: `\`update\`, ${files} files, nothing to do`,
        does: `${more === 0 ? 'Finds' : `With ${more} more environments, finds`} that the chart is what its answers make of it.`,
        command: update,
        brings: folder,
        files,
      }),
    ),
    ...charts.map(
      ({ more, folder, files }): Contender => ({
        id: updateId('changed', more),
        title: `\`update\`, ${files} files, another port`,
        does: 'Renders the same chart with another answer, merges, and writes what differs.',
        command: [...update, '--port=3000', '--allow-immutable'],
        brings: folder,
        files,
      }),
    ),
  ]);
}

function makeChart(folder: string, name: string, more: number, room: Room): void {
  const usual = ['dev', 'staging', 'prod'].map((each) => [each, {}]);
  const others = Array.from({ length: more }, (_, i) => [`prod-${i + 1}`, { kind: 'production' }]);
  const environments = Object.fromEntries([...usual, ...others]);
  const answers = join(room.folder, `answers-${more}.json`);
  writeFileSync(answers, JSON.stringify({ name, environments }));
  runIn(room, [...cli, '--answers', answers, '--no-verify'], {
    look: (made) => cpSync(made, folder, { recursive: true }),
  });
}

function filesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
