import { readdirSync, type Stats } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import type { Chart } from '../core/chart.ts';
import { answersFileName, lockFileName } from '../core/compose/answers-file.ts';
import type { DataMap } from '../core/compose/tree.ts';
import { chartFrom } from '../core/generate.ts';
import { chartOfLock } from '../core/lock/chart-of-lock.ts';
import type { Lock } from '../core/lock/lock.ts';
import { joinPath } from '../core/plan.ts';
import { hasConflictMarkers } from '../core/reconcile/merge.ts';
import type { TwoBranches } from '../core/reconcile/two-branches.ts';
import { thisGenerator } from '../core/this-generator.ts';
import { misuse, UsageError } from '../core/usage-error.ts';
import { exists, look } from './commit/disk.ts';
import { commitError } from './commit/error.ts';
import { readLock, unmerged } from './read-lock.ts';
import { readSnapshot } from './snapshot.ts';

/** Where a chart lies. */
export interface Place {
  /** As the user names it, for messages; '.' for the folder itself. */
  folder: string;
  /** Absolute: what a commit takes for its workspace, so that all runs on a chart share one lock. */
  directory: string;
}

/** A chart of ours that is there, as far as it is known without a render. */
export interface ChartRecord extends Place {
  /** The answers as they lie there. */
  answersText: string;
  /** What was rendered last; without files where there is no lock. */
  lock: Lock;
  /** The lock as it lies there. */
  lockText: string | undefined;
  /** Where git has left files open: what two branches have made of the chart. */
  branches?: TwoBranches;
}

export interface OpenChart extends ChartRecord {
  /** What the answers say, in the form of this version. */
  answers: DataMap;
  chart: Chart;
}

/** Opens the chart in a folder, with all that its answers mean. */
export async function openChart(
  workspace: string,
  dir: string | undefined,
  call: string,
): Promise<OpenChart> {
  const record = readRecord(placeOf(workspace, dir), call);
  const answers = await answersOf(record);
  return { ...record, answers, chart: await chartOf(record, answers) };
}

/** The answers that lie in the chart. */
export async function answersOf({ answersText, folder }: ChartRecord): Promise<DataMap> {
  const { answersIn } = await import('./read-answers.ts');
  return answersIn(answersText, joinPath(folder, answersFileName));
}

async function chartOf(record: ChartRecord, answers: DataMap): Promise<Chart> {
  const known = unchangedChart(record);
  if (known) return known;
  const result = await chartFrom({ file: answers });
  if (!result.ok) throw faultyAnswers(record, result.faults);
  return result.chart;
}

/**
 * The chart of answers that nobody has touched since this very version wrote them down: then the
 * lock says what they mean, and neither a reader of YAML nor a schema is needed.
 */
function unchangedChart({ answersText, lock }: ChartRecord): Chart | undefined {
  const isSame =
    lock.version === thisGenerator.version && lock.files.get(answersFileName) === answersText;
  return isSame ? chartOfLock(lock) : undefined;
}

/** Faults of the answers, with the file that they stand in. */
export function faultyAnswers(
  { folder }: ChartRecord,
  faults: readonly { path: string; message: string }[],
): UsageError {
  const file = joinPath(folder, answersFileName);
  return new UsageError(faults.map(({ path, message }) => ({ path: `${file}: ${path}`, message })));
}

export function placeOf(workspace: string, dir: string | undefined): Place {
  const folder = dir === undefined ? '.' : normalize(dir).replace(/(?<=.)\/+$/, '');
  const directory = resolve(workspace, folder);
  const stats = lookAt(directory, workspace);
  if (!stats) throw misuse(shown(folder), 'is not there; name the folder of a chart');
  if (stats.isSymbolicLink()) {
    throw misuse(
      shown(folder),
      'is a symbolic link, which is never followed; name the folder itself',
    );
  }
  if (!stats.isDirectory()) throw misuse(shown(folder), 'is no folder; name the folder of a chart');
  return { folder, directory };
}

function lookAt(directory: string, workspace: string): Stats | null {
  try {
    return look(directory);
  } catch (error) {
    throw commitError(error, directory, workspace, 'read');
  }
}

/** The answers and the lock of the chart in a folder, or why there is no chart to work on. */
export function readRecord(place: Place, call: string): ChartRecord {
  const { folder, directory } = place;
  const texts = readSnapshot(directory, [answersFileName, lockFileName]);
  const text = (name: string) => {
    const file = texts.get(name);
    if (file && file.text === undefined) {
      throw misuse(joinPath(folder, name), 'is no text (UTF-8); get it back from version control');
    }
    return file?.text;
  };
  const answersText = text(answersFileName);
  if (answersText === undefined) throw noAnswers(place, call, texts.has(lockFileName));
  if (hasConflictMarkers(answersText)) throw unmerged(joinPath(folder, answersFileName));
  const lockText = text(lockFileName);
  // Each of its texts stands behind a sign, so that this is git's.
  if (lockText?.includes('\n<<<<<<< ')) throw unmerged(joinPath(folder, lockFileName));
  return { ...place, answersText, lock: readLock(lockText, folder), lockText };
}

function noAnswers({ folder, directory }: Place, call: string, hasLock: boolean): UsageError {
  if (hasLock) {
    return misuse(
      shown(folder),
      `has lost its ${answersFileName}; get it back from version control`,
    );
  }
  const near = chartsBelow(directory).map((name) => joinPath(folder, name));
  if (near[0] === undefined) {
    return misuse(
      shown(folder),
      `holds no ${answersFileName}, so it is no chart of this generator; make one: ${thisGenerator.name} my-app`,
    );
  }
  const more = near.length > 1 ? ` (there are ${near.join(', ')})` : '';
  return misuse(
    shown(folder),
    `holds no ${answersFileName}; say which chart, as in ${call} ${near[0]}${more}`,
  );
}

function shown(folder: string): string {
  return folder === '.' ? 'this folder' : folder;
}

const mostShown = 5;

/** Folders right below, or below charts/, that hold a chart of ours. */
function chartsBelow(directory: string): string[] {
  const below = (folder: string): string[] => {
    try {
      return readdirSync(join(directory, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => (folder === '' ? name : `${folder}/${name}`));
    } catch {
      return [];
    }
  };
  return [...below(''), ...below('charts')]
    .filter((path) => holdsChart(join(directory, path)))
    .slice(0, mostShown);
}

/** Folders of others, which may not be looked into, are none to send anybody to. */
function holdsChart(directory: string): boolean {
  try {
    return exists(join(directory, answersFileName));
  } catch {
    return false;
  }
}
