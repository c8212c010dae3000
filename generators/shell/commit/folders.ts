import { chmodSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as disk from './disk.ts';
import type { Lock } from './lock.ts';
import type { Result } from './operation.ts';

/** Makes a folder that new files need. */
export interface MakeFolder {
  kind: 'make-folder';
  path: string;
}

/** Takes a folder away that has lost files and holds nothing any more. */
export interface RemoveFolder {
  kind: 'remove-folder';
  path: string;
  /** Given back if the folder is. */
  mode: number;
}

export function makeFolder(lock: Lock, { path }: MakeFolder): Result {
  const target = join(lock.workspace, path);
  if (disk.isFolder(target)) return 'done';
  if (disk.exists(target) || !disk.isFolder(dirname(target))) return 'kept';
  mkdirSync(target);
  return 'done';
}

export function makeFolderAgain(lock: Lock, { path, mode }: RemoveFolder): Result {
  const target = join(lock.workspace, path);
  if (disk.isFolder(target)) return 'done';
  if (disk.exists(target) || !disk.isFolder(dirname(target))) return 'kept';
  restoreFolder(lock, target, mode);
  return 'done';
}

/** By one rename: a kill must not leave a folder that has not got its mode yet. */
export function restoreFolder(lock: Lock, target: string, mode: number): void {
  const folder = join(lock.txn, 'folder');
  disk.ignoring(['EEXIST'], () => mkdirSync(folder));
  chmodSync(folder, mode);
  renameSync(folder, target);
}

export function removeFolder(lock: Lock, { path }: MakeFolder | RemoveFolder): Result {
  disk.removeIfEmpty(join(lock.workspace, path));
  return 'done';
}
