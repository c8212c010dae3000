import { answersFileName, lockFileName } from '../core/compose/answers-file.ts';
import type { Lock } from '../core/lock/lock.ts';
import { joinPath } from '../core/plan.ts';
import { branchNames, type Divided, isAsGitLeftIt } from '../core/reconcile/left-by-git.ts';
import { hasConflictMarkers, merge } from '../core/reconcile/merge.ts';
import {
  commonRender,
  type OpenFile,
  openPaths,
  type TwoBranches,
} from '../core/reconcile/two-branches.ts';
import { misuse, UsageError } from '../core/usage-error.ts';
import { compareVersions } from '../core/versions.ts';
import type { UnfinishedMerge } from './git-merge.ts';
import { isMerging } from './git-waits.ts';
import { type ChartRecord, type Place, readRecord } from './open-chart.ts';
import { readLock, UnmergedError } from './read-lock.ts';
import { readSnapshot } from './snapshot.ts';

/** The same as `readRecord`, also where git waits for somebody to bring two branches together. */
export async function readBranchRecord(place: Place, call: string): Promise<ChartRecord> {
  let record: ChartRecord | undefined;
  let fault: UnmergedError | undefined;
  try {
    record = readRecord(place, call);
    if (!isMerging(place.directory)) return record;
  } catch (error) {
    if (!(error instanceof UnmergedError)) throw error;
    fault = error;
  }
  const { unfinishedMerge } = await import('./git-merge.ts');
  const waiting = unfinishedMerge(place.directory);
  const met = waiting && (await recordOfBranches(place, record, waiting));
  if (met) return met;
  if (record) return record;
  throw fault;
}

/** undefined where nothing of the chart is left open, or where nobody knows what both sides had. */
async function recordOfBranches(
  place: Place,
  record: ChartRecord | undefined,
  waiting: UnfinishedMerge,
): Promise<ChartRecord | undefined> {
  const { divided, goOn } = waiting;
  const own = readSnapshot(place.directory, [answersFileName, lockFileName]);
  const text = (name: string) => own.get(name)?.text;
  const lockText = text(lockFileName);
  const isMerged = lockText !== undefined && !hasConflictMarkers(lockText);
  const known = record?.lock ?? (isMerged ? readLock(lockText, place.folder) : undefined);
  const open = divided.get(lockFileName);
  const { base, ours, theirs } = open ?? waiting.sidesOf(lockFileName);
  if (!known && !open) return undefined;
  if (ours === undefined || theirs === undefined) return undefined;
  const locks = { ours: readLock(ours, place.folder), theirs: readLock(theirs, place.folder) };
  const before = readLock(base, place.folder).files;
  const renders = { ours: locks.ours.files, theirs: locks.theirs.files };
  const branches: TwoBranches = {
    divided: new Map(
      [...divided].map(([path, versions]) => [
        path,
        {
          ...versions,
          renders: { base: before.get(path), ...rendersOf(path, versions, renders, waiting) },
        },
      ]),
    ),
    renders,
    goOn,
  };
  const answersText = await answersOfBranches(place, text(answersFileName), divided);
  if (answersText === undefined) return undefined;
  const lock = known
    ? withLeftFiles(known, branches)
    : {
        version: older(locks.ours, locks.theirs),
        files: await commonRender(before, branches),
      };
  if (record && lock === known && !hasOpenFiles(place, branches)) return undefined;
  return { ...place, answersText, lock, lockText, branches };
}

/** What a branch had rendered where git found a file; git may have seen that it got another name. */
function rendersOf(
  path: string,
  versions: Divided,
  renders: TwoBranches['renders'],
  waiting: UnfinishedMerge,
): OpenFile['renders'] {
  const render = (side: 'ours' | 'theirs', other: 'ours' | 'theirs') => {
    const own = renders[side].get(path);
    const isNew = own === undefined && versions[side] !== undefined && renders[other].has(path);
    if (!isNew) return own;
    const before = [...renders[side].keys()].find(
      (name) => !renders[other].has(name) && waiting.sidesOf(name)[side] === versions[side],
    );
    return before === undefined ? undefined : renders[side].get(before);
  };
  return { ours: render('ours', 'theirs'), theirs: render('theirs', 'ours') };
}

/** A file that one branch no longer renders and the other one changed is in no merged lock. */
function withLeftFiles(lock: Lock, { divided, renders }: TwoBranches): Lock {
  const left = [...divided.keys()].flatMap((path): [string, string][] => {
    const text = renders.ours.get(path) ?? renders.theirs.get(path);
    return text === undefined || lock.files.has(path) ? [] : [[path, text]];
  });
  return left.length === 0 ? lock : { ...lock, files: new Map([...lock.files, ...left]) };
}

function hasOpenFiles({ directory }: Place, branches: TwoBranches): boolean {
  const { ours, theirs } = branches.renders;
  const paths = [...branches.divided.keys()].filter((path) => ours.has(path) || theirs.has(path));
  return openPaths(readSnapshot(directory, paths), branches).length > 0;
}

/** Both branches' answers in one text, unless both changed the same one. */
async function answersOfBranches(
  { folder }: Place,
  text: string | undefined,
  divided: UnfinishedMerge['divided'],
): Promise<string | undefined> {
  if (text === undefined || !hasConflictMarkers(text)) return text;
  const versions: Divided | undefined = divided.get(answersFileName);
  if (!versions) return undefined;
  const file = joinPath(folder, answersFileName);
  if (!isAsGitLeftIt(text, versions)) {
    const message = 'has conflict markers; settle what stands between them, then run this again';
    throw misuse(file, message);
  }
  const { base = '', ours = '', theirs = '' } = versions;
  const both = await merge('yaml', base, ours, theirs, branchNames);
  if (both.conflicts.length === 0) return both.text;
  throw new UsageError(
    both.conflicts.map(({ path }) => ({
      path: path === undefined ? file : `${file}: ${path}`,
      message: 'both branches changed it; settle that file by hand, then run this again',
    })),
  );
}

function older(one: Lock, other: Lock): string {
  return compareVersions(one.version, other.version) < 0 ? one.version : other.version;
}
