import { answersFileName, lockFileName } from '../../core/compose/answers-file.ts';
import type { FileMap } from '../../core/files.ts';
import { chartFrom, filesOf } from '../../core/generate.ts';
import { joinPath } from '../../core/plan.ts';
import { branchNames } from '../../core/reconcile/left-by-git.ts';
import { inLines } from '../../core/reconcile/line-ends.ts';
import { hasConflictMarkers, isLeftOpen } from '../../core/reconcile/merge.ts';
import {
  type DiskFile,
  reconcile,
  type Snapshot,
  type Step,
} from '../../core/reconcile/reconcile.ts';
import type { Renaming } from '../../core/reconcile/rename.ts';
import type { TwoBranches } from '../../core/reconcile/two-branches.ts';
import { thisGenerator } from '../../core/this-generator.ts';
import { misuse, UsageError } from '../../core/usage-error.ts';
import { answersOf, type ChartRecord, faultyAnswers } from '../../shell/open-chart.ts';
import { requireNoLeftOvers } from './left-over-values.ts';

/** What stands at the markers of a conflict. */
export const sideNames = {
  mine: 'yours',
  theirs: `${thisGenerator.name} ${thisGenerator.version}`,
};

/** What becomes of each file of a chart that is there, so that it is what a new render makes of it. */
export async function chartSteps(
  files: FileMap,
  record: ChartRecord,
  disk: Snapshot,
  renaming: Renaming | undefined,
): Promise<Step[]> {
  const open = record.branches
    ? await openSteps(disk, files, record.lock.files, record.branches)
    : [];
  const own = [answersFileName, lockFileName, ...open.map(({ path }) => path)];
  const [base, mine] = [without(record.lock.files, own), without(disk, own)];
  requireSettled(record, mine);
  const next = without(files, own) as FileMap;
  const rest = renaming
    ? await renamedSteps(base, mine, next, renaming, record)
    : await reconcile(base, mine, next, sideNames);
  const steps = [...rest, ...open].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  await requireNoLeftOvers(record, files, steps, renaming);
  return [
    ...steps,
    ...(await answersStep(files, record, disk.get(answersFileName)?.text, renaming)),
    // The next run merges against this render, whatever became of it.
    ...lockStep(disk.get(lockFileName)?.text, files.get(lockFileName)?.body ?? ''),
  ];
}

/** What git has left open of two branches. */
async function openSteps(
  disk: Snapshot,
  files: FileMap,
  common: ReadonlyMap<string, string>,
  branches: TwoBranches,
): Promise<Step[]> {
  const { stepsOfBranches } = await import('../../core/reconcile/two-branches.ts');
  const own = [answersFileName, lockFileName];
  return stepsOfBranches(without(disk, own), files, common, branches, sideNames);
}

export function requireSettled({ folder, lock }: ChartRecord, disk: Snapshot): void {
  const open = [...disk].filter(
    ([path, { text }]) =>
      text !== undefined &&
      isLeftOpen(path, text, [sideNames.mine, branchNames.mine]) &&
      !hasConflictMarkers(lock.files.get(path) ?? ''),
  );
  if (open.length === 0) return;
  throw new UsageError(
    open.map(([path]) => ({
      path: joinPath(folder, path),
      message: 'has conflict markers; settle what stands between them, then run this again',
    })),
  );
}

async function renamedSteps(
  base: ReadonlyMap<string, string>,
  disk: Snapshot,
  next: FileMap,
  { files }: Renaming,
  { folder }: ChartRecord,
): Promise<Step[]> {
  const { takenNames, withFilesRenamed } = await import('../../core/reconcile/rename.ts');
  const refuse = (paths: readonly string[], message: string): void => {
    if (paths.length === 0) return;
    throw new UsageError(paths.map((path) => ({ path: joinPath(folder, path), message })));
  };
  const unreadable = [...files.keys()].filter(
    (path) => disk.has(path) && disk.get(path)?.text === undefined,
  );
  refuse(unreadable, 'is no text (UTF-8), so it cannot be carried over; mend it first');
  refuse(takenNames(disk, files), 'is there already; move it away or choose another name');
  const mine: Snapshot = withFilesRenamed<DiskFile>(disk, files);
  const steps = await reconcile(withFilesRenamed(base, files), mine, next, sideNames);
  const moved = [...files].filter(([from]) => disk.has(from));
  const targets = new Set(moved.map(([, to]) => to));
  return [
    ...steps.filter(({ path }) => !targets.has(path)),
    ...moved.flatMap(([from, to]): Step[] => {
      const text = disk.get(from)?.text;
      const step = steps.find(({ path }) => path === to);
      const action = step?.action === 'conflict' ? 'conflict' : 'new';
      const after = step ? step.after : text;
      const edits = step?.action === 'merged' ? { because: 'edited' as const } : {};
      const between = step?.between && text !== undefined ? { ...step.between, mine: text } : null;
      const gone = { path: from, action: 'deleted' as const, before: text, after: undefined };
      return [
        {
          conflicts: [],
          ...step,
          ...edits,
          ...(between ? { between } : {}),
          path: to,
          action,
          before: undefined,
          after,
        },
        { ...gone, conflicts: [] },
      ];
    }),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The owner keeps the form of the answers, and gets those that are wanted. */
async function answersStep(
  files: FileMap,
  record: ChartRecord,
  onDisk: string | undefined,
  renaming: Renaming | undefined,
): Promise<Step[]> {
  const before = record.answersText;
  const theirs = files.get(answersFileName)?.body ?? '';
  const known = record.lock.files.get(answersFileName);
  if (before === theirs && onDisk === theirs) return [];
  const { answersTextFor } = await import('../../core/reconcile/answers-text.ts');
  const means = async (text: string) => {
    const result = await chartFrom({ file: await answersOf({ ...record, answersText: text }) });
    return result.ok && filesOf(result.chart).get(answersFileName)?.body === theirs;
  };
  const texts = { base: known ?? (await rewritten(record)), mine: before };
  const after = await answersTextFor({ ...(await keysRenamed(texts, renaming)), theirs, means });
  if (after === undefined) {
    const message = 'is written in a way that cannot be changed here; change the answers there';
    throw misuse(joinPath(record.folder, answersFileName), message);
  }
  if (after === onDisk) return [];
  const action = inLines(before) === known && before === onDisk ? 'changed' : 'merged';
  return [{ path: answersFileName, action, before: onDisk, after, conflicts: [] }];
}

async function keysRenamed<T extends { base: string; mine: string }>(
  texts: T,
  renaming: Renaming | undefined,
): Promise<T> {
  if (!renaming) return texts;
  const { withKeyRenamed } = await import('../../core/reconcile/rename.ts');
  const { base } = texts;
  const mine = withKeyRenamed(texts.mine, renaming.answer);
  // Where it goes without saying, the new name is to be said.
  if (mine === texts.mine) return texts;
  return { ...texts, base: withKeyRenamed(base, renaming.answer), mine };
}

/** The answers of a chart without a lock, as they would have been written. */
async function rewritten(record: ChartRecord): Promise<string> {
  const result = await chartFrom({ file: await answersOf(record) });
  if (!result.ok) throw faultyAnswers(record, result.faults);
  return filesOf(result.chart).get(answersFileName)?.body ?? '';
}

function lockStep(before: string | undefined, after: string): Step[] {
  if (before !== undefined && inLines(before) === after) return [];
  const action = before === undefined ? 'new' : 'changed';
  return [{ path: lockFileName, action, before, after, conflicts: [] }];
}

function without<T>(entries: ReadonlyMap<string, T>, paths: readonly string[]): Map<string, T> {
  return new Map([...entries].filter(([path]) => !paths.includes(path)));
}
