import type { Chart } from '../../core/chart.ts';
import type { DataMap } from '../../core/compose/tree.ts';
import { isMap } from '../../core/data/maps.ts';
import { isSame } from '../../core/immutable/same.ts';
import type { OptionValues } from '../../core/options.ts';
import type { Snapshot } from '../../core/reconcile/reconcile.ts';
import type { Renaming } from '../../core/reconcile/rename.ts';
import { type BumpKind, bumped, kindOfChange, requireVersion } from '../../core/release/bump.ts';
import type { ChangelogChange } from '../../core/release/change-lists.ts';
import { changelogWith } from '../../core/release/changelog.ts';
import { whatChanged } from '../../core/release/what-changed.ts';
import { misuse } from '../../core/usage-error.ts';
import { compareVersions } from '../../core/versions.ts';
import type { Both } from '../../shell/immutable/render-both.ts';
import type { ChartChange } from './look.ts';

/** A new version of a chart: what it is called, and what is new in it. */
export interface Release {
  version: string;
  changes: readonly ChangelogChange[];
}

interface ReleaseWish {
  wish: OptionValues['bump'];
  /** What a live release would not take. */
  found: Both;
  renaming: Renaming | undefined;
}

/** A version cannot be said and worked out at once. */
export function requireNoOtherVersion({ chart }: DataMap): void {
  if (chart === undefined || !isMap(chart) || chart.version === undefined) return;
  const message = 'and --chart.version contradict each other';
  throw misuse('--bump', message);
}

/** The version that was asked for; without a kind it goes by what changes. */
export function releaseOf(
  { chart, disk, versions }: ChartChange,
  last: Chart,
  { wish, found, renaming }: ReleaseWish,
): Release {
  const current = currentVersion(chart, disk);
  const { changes, ...kinds } = whatChanged(last, chart, versions?.changes ?? [], renaming?.answer);
  const immutable = 'changes' in found && found.changes.length > 0;
  const kind =
    typeof wish === 'string' ? (wish as BumpKind) : kindOfChange({ ...kinds, immutable }, current);
  const said = chart.answers.artifacthub.changes;
  const isSaid = !isSame(said, last.answers.artifacthub.changes);
  return { version: bumped(current, kind), changes: isSaid ? said : changes };
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

/** The version that the chart has now: as its owner has raised it, in Chart.yaml or in the answers. */
function currentVersion({ answers }: Chart, disk: Snapshot): string {
  const wanted = answers.chart.version;
  const lying = versionLine.exec(disk.get('Chart.yaml')?.text ?? '')?.[1];
  if (lying === undefined) return wanted;
  requireVersion(lying, 'Chart.yaml: version');
  return compareVersions(lying, wanted) > 0 ? lying : wanted;
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
