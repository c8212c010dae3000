import type { Given } from '../../core/answers/settle.ts';
import { activeFeatures, type Chart } from '../../core/chart.ts';
import { answersFileName, lockFileName } from '../../core/compose/answers-file.ts';
import type { FileMap } from '../../core/files.ts';
import { chartFrom, filesOf } from '../../core/generate.ts';
import { chartOfLock, renderOfLock } from '../../core/lock/chart-of-lock.ts';
import {
  type DiskFile,
  reconcile,
  type Snapshot,
  type Step,
} from '../../core/reconcile/reconcile.ts';
import type { Renaming } from '../../core/reconcile/rename.ts';
import { thisGenerator } from '../../core/this-generator.ts';
import { UsageError } from '../../core/usage-error.ts';
import { CommitError } from '../../shell/commit/commit.ts';
import { answersOf, type ChartRecord, faultyAnswers } from '../../shell/open-chart.ts';
import type { Made } from '../../shell/report.ts';
import { readSnapshot } from '../../shell/snapshot.ts';
import { chartSteps, requireSettled, sideNames } from './steps.ts';

/** What a chart is to be, and what that means for each of its files. */
export interface ChartChange {
  chart: Chart;
  /** What it is made of; absent where nobody has touched the answers. */
  given?: Given;
  files: FileMap;
  disk: Snapshot;
  steps: readonly Step[];
  versions?: Made['versions'];
}

export interface LookOptions {
  renaming?: Renaming | undefined;
  /** The files as they were seen before, where this is the second look. */
  seen?: Snapshot;
  /** Files that are taken to have been edited so by their owner. */
  edited?: ReadonlyMap<string, string>;
}

export async function look(
  given: Given,
  record: ChartRecord,
  { renaming, seen, edited = new Map() }: LookOptions,
): Promise<ChartChange> {
  const chart = await chartOfAnswers(given, record);
  const files = filesOf(chart);
  const paths = new Set([...files.keys(), ...record.lock.files.keys()]);
  const disk = seen ?? readSnapshot(record.directory, paths);
  requireSame(record, disk);
  const mine: Snapshot = new Map([
    ...disk,
    ...[...edited].map(([path, text]) => [path, { ...disk.get(path), text } as DiskFile] as const),
  ]);
  const steps = await chartSteps(files, record, mine, renaming);
  const versions = await versionsOf(record, chart);
  return {
    chart,
    given,
    files,
    disk,
    steps: asOnDisk(steps, disk, edited),
    ...(versions ? { versions } : {}),
  };
}

/**
 * The quick way: of answers that nobody has touched since this very version wrote them the lock says
 * what they mean, without a schema or a reader of YAML. It is gone where the render is another one.
 */
export async function lookUnchanged(record: ChartRecord): Promise<ChartChange | undefined> {
  const { answersText, lock, lockText, directory } = record;
  if (record.branches || lock.version !== thisGenerator.version) return undefined;
  const last = renderOfLock(lock);
  if (!last) return undefined;
  const { chart, files } = last;
  const isSame =
    files.get(answersFileName)?.body === answersText && files.get(lockFileName)?.body === lockText;
  if (!isSame) return undefined;
  const texts = new Map([...files].map(([path, { body }]) => [path, body]));
  const disk = readSnapshot(directory, files.keys());
  requireSame(record, disk);
  requireSettled(record, disk);
  return { chart, files, disk, steps: await reconcile(texts, disk, files, sideNames) };
}

/** Another run may have written between two looks: its lock and our files make no sense together. */
function requireSame({ answersText, lockText, branches }: ChartRecord, disk: Snapshot): void {
  const isSame = (path: string, text: string | undefined) => disk.get(path)?.text === text;
  const other = !isSame(lockFileName, lockText)
    ? lockFileName
    : branches || isSame(answersFileName, answersText)
      ? undefined
      : answersFileName;
  if (other === undefined) return;
  throw new CommitError('CHANGED', `${other} has changed meanwhile; run the command again`);
}

export async function chartOfAnswers(given: Given, record: ChartRecord): Promise<Chart> {
  const result = await chartFrom(given);
  if (result.ok) return result.chart;
  // What is wrong in the file already is told with the file; all else is what was asked for.
  const own = await chartFrom({ file: await answersOf(record) });
  throw own.ok ? new UsageError(result.faults) : faultyAnswers(record, own.faults);
}

/** The chart as it was rendered last; undefined where nothing tells that any more. */
export async function lastChart(record: ChartRecord): Promise<Chart | undefined> {
  const { lock } = record;
  const answersText = lock.files.get(answersFileName);
  if (answersText === undefined) return undefined;
  const known = lock.version === thisGenerator.version ? chartOfLock(lock) : undefined;
  if (known) return known;
  const result = await chartFrom({ file: await answersOf({ ...record, answersText }) });
  return result.ok ? result.chart : undefined;
}

/** What the steps change of what really lies there. */
function asOnDisk(
  steps: readonly Step[],
  disk: Snapshot,
  edited: ReadonlyMap<string, string>,
): Step[] {
  const others = steps.filter(({ path }) => !edited.has(path));
  const own = [...edited].flatMap(([path, text]): Step[] => {
    const before = disk.get(path)?.text;
    const step = steps.find((one) => one.path === path);
    const after = step ? step.after : text;
    if (before === after) return [];
    if (step?.action === 'conflict') {
      const between = step.between && { ...step.between, mine: text };
      return [{ ...step, before, ...(between ? { between } : {}) }];
    }
    return [{ path, action: 'changed', before, after, conflicts: [] }];
  });
  return [...own, ...others].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** What this version makes otherwise than the one that rendered the chart last. */
async function versionsOf({ lock }: ChartRecord, chart: Chart): Promise<Made['versions']> {
  if (lock.version === thisGenerator.version || lock.files.size === 0) return undefined;
  const { changesBetween } = await import('../../core/changes.ts');
  const active = new Set(activeFeatures(chart).map(({ feature }) => feature.id));
  const { version: to } = thisGenerator;
  const changes = changesBetween(lock.version, to, active).map(({ version, text, isBreaking }) => ({
    version,
    text,
    ...(isBreaking ? { isBreaking } : {}),
  }));
  return { from: lock.version, to, changes };
}
