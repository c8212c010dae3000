import type { Chart } from '../core/chart.ts';
import type { DataMap } from '../core/compose/tree.ts';
import type { OptionValues } from '../core/options.ts';
import type { Snapshot } from '../core/reconcile/reconcile.ts';
import { type BumpKind, bumped, kindOfChange } from '../core/release/bump.ts';
import type { ChangelogChange } from '../core/release/change-lists.ts';
import { changelogWith } from '../core/release/changelog.ts';
import type { WhatChanged } from '../core/release/what-changed.ts';

/** A new version of a chart: what it is called, and what is new in it. */
export interface Release {
  version: string;
  changes: readonly ChangelogChange[];
}

/** The version that was asked for; without a kind it goes by what changes. */
export function releaseFor(
  wish: OptionValues['bump'],
  current: string,
  { changes, ...kinds }: WhatChanged,
  immutable: boolean,
): Release {
  const kind =
    typeof wish === 'string' ? (wish as BumpKind) : kindOfChange({ ...kinds, immutable }, current);
  return { version: bumped(current, kind), changes };
}

/** What the answers say of a release. */
export function answersOfRelease({ version, changes }: Release): DataMap {
  return {
    chart: { version },
    artifacthub: {
      prerelease: version.includes('-'),
      ...(changes.length > 0 ? { changes: changes.map((change) => ({ ...change })) } : {}),
    },
  };
}

const versionLine = /^version:[ \t]*["']?([^\s"'#]+)["']?[ \t]*(?=#|\r?$)/m;

/** The version that the chart has now, which its owner may have raised by hand. */
export function currentVersion(chart: Chart, disk: Snapshot): string {
  const said = versionLine.exec(disk.get('Chart.yaml')?.text ?? '')?.[1] ?? '';
  const isVersion = /^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(said);
  return isVersion ? said : chart.answers.chart.version;
}

/** The files in which a release is told, as their owner would have written that. */
export function textsOfRelease({ version, changes }: Release, disk: Snapshot): Map<string, string> {
  const texts = new Map<string, string>();
  const about = disk.get('Chart.yaml')?.text;
  const history = disk.get('CHANGELOG.md')?.text;
  if (about !== undefined) {
    texts.set(
      'Chart.yaml',
      about.replace(versionLine, (line) => line.replace(/^(version:\s*)\S+/, `$1${version}`)),
    );
  }
  if (history !== undefined) texts.set('CHANGELOG.md', changelogWith(history, version, changes));
  return texts;
}
