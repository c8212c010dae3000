import { linkSync, mkdirSync, readFileSync, type Stats, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { joinPath, type Plan } from '../../core/plan.ts';
import type { ChangeFile } from './change-file.ts';
import * as disk from './disk.ts';
import { CommitError, commitError, showPath } from './error.ts';
import { fingerprint } from './fingerprint.ts';
import type { MakeFolder, RemoveFolder } from './folders.ts';
import type { Lock } from './lock.ts';
import { makeAlike, requireWritable, requireWritableFolder } from './permissions.ts';
import { foldersAbove, requireFile, requireRealFolders } from './target.ts';

/** A change of the plan that does change something, as an operation and what that needs. */
export interface FileUpdate {
  operation: ChangeFile;
  body: string | null;
  mode: number;
  /** Of the unit; the operation's path begins in the workspace. */
  root: string;
}

export function updatesOf({ updates }: Plan): FileUpdate[] {
  const found: FileUpdate[] = [];
  for (const { root, changes } of updates) {
    for (const { path, was, body, mode } of changes) {
      const becomes = body === null ? null : fingerprint(body);
      if (was === becomes) continue;
      const slot = found.length;
      const operation: ChangeFile = {
        kind: 'file',
        path: joinPath(root, path),
        slot,
        was,
        becomes,
      };
      found.push({ operation, body, mode, root });
    }
  }
  return found;
}

export function stageUpdates(updates: readonly FileUpdate[], lock: Lock): void {
  if (updates.length === 0) return;
  let target = lock.txn;
  try {
    mkdirSync(lock.next);
    mkdirSync(lock.was);
    for (const { operation, body, mode } of updates) {
      if (body === null) continue;
      target = join(lock.workspace, operation.path);
      // What replaces a file must survive a power cut that the old one would have survived.
      const sync = operation.was !== null;
      disk.writeNew(join(lock.next, `${operation.slot}`), body, mode, { sync });
    }
  } catch (error) {
    throw commitError(error, target, lock.workspace);
  }
}

interface Prepared {
  newFolders: MakeFolder[];
  files: ChangeFile[];
  emptied: RemoveFolder[];
}

/** Finds out whether all is still as planned and may be changed, and keeps what is replaced. */
export function prepareUpdates(updates: readonly FileUpdate[], lock: Lock): Prepared {
  const files = updates.map(({ operation }) => operation);
  for (const file of files) {
    const target = join(lock.workspace, file.path);
    try {
      requireRealFolders(file.path, lock);
      prepare(file, target, lock);
    } catch (error) {
      throw commitError(error, target, lock.workspace);
    }
  }
  return {
    newFolders: foldersToMake(files, lock),
    files,
    emptied: foldersWithLosses(updates, lock),
  };
}

function prepare({ slot, was, becomes }: ChangeFile, target: string, lock: Lock): void {
  const stats = disk.look(target);
  if (stats !== null) requireFile(stats, target, lock);
  const bytes = stats === null ? null : readFileSync(target);
  if ((bytes === null ? null : fingerprint(bytes)) !== was) {
    const shown = showPath(target, lock.workspace);
    throw new CommitError('CHANGED', `${shown} has changed meanwhile; run the command again`);
  }
  requireWritableFolder(target, lock);
  if (stats === null || bytes === null) return;
  requireWritable(stats, target, lock);
  if (becomes === null) return;
  makeAlike(join(lock.next, `${slot}`), stats);
  keep(target, bytes, stats, join(lock.was, `${slot}`));
}

/** A second name for the old file loses nothing of it; not every file system has such. */
function keep(target: string, bytes: Uint8Array, stats: Stats, old: string): void {
  try {
    linkSync(target, old);
  } catch {
    disk.writeNew(old, bytes, 0o600, { sync: true });
    makeAlike(old, stats);
    utimesSync(old, stats.atime, stats.mtime);
  }
}

/** The upper ones first. */
function foldersToMake(files: readonly ChangeFile[], lock: Lock): MakeFolder[] {
  const folders = new Set(
    files.filter(({ becomes }) => becomes !== null).flatMap(({ path }) => foldersAbove(path)),
  );
  return [...folders]
    .filter((path) => !disk.exists(join(lock.workspace, path)))
    .toSorted((a, b) => a.length - b.length)
    .map((path) => ({ kind: 'make-folder', path }));
}

/** Folders in the chart that files are removed from; the lower ones first. */
function foldersWithLosses(updates: readonly FileUpdate[], lock: Lock): RemoveFolder[] {
  const folders = new Set(
    updates
      .filter(({ body }) => body === null)
      .flatMap(({ operation, root }) =>
        foldersAbove(operation.path).filter((path) => root === '.' || path.startsWith(`${root}/`)),
      ),
  );
  return [...folders]
    .toSorted((a, b) => b.length - a.length)
    .flatMap((path) => {
      const stats = disk.look(join(lock.workspace, path));
      return stats === null ? [] : [{ kind: 'remove-folder', path, mode: stats.mode & 0o7777 }];
    });
}
