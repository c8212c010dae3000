import { accessSync, chmodSync, chownSync, constants, lstatSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import * as disk from './disk.ts';
import { CommitError, commitError, isCode, showPath } from './error.ts';
import type { Lock } from './lock.ts';

/** Whoever made a file read-only means it, though a rename would go through (and root may all). */
export function requireWritable({ mode }: Stats, file: string, lock: Lock): void {
  if ((mode & 0o222) !== 0 && mayWrite(file)) return;
  throw new CommitError(
    'READ_ONLY',
    `${showPath(file, lock.workspace)} is read-only; make it writable (chmod u+w), or leave it ` +
      'as it is and do without this change',
  );
}

function mayWrite(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch (error) {
    if (isCode(error, 'EACCES', 'EPERM')) return false;
    throw error;
  }
}

/** The folder that a file lies in, or, as long as that is not there, the one that it will be in. */
export function requireWritableFolder(file: string, lock: Lock): void {
  let folder = dirname(file);
  while (!disk.exists(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw commitError(error, folder, lock.workspace);
  }
}

/** Gives a file the mode of another and, as far as we may (root may), its owner. */
export function makeAlike(file: string, { mode, uid, gid }: Stats): void {
  const own = lstatSync(file);
  const isOurs = own.uid === uid && own.gid === gid;
  if (!isOurs) disk.ignoring(['EPERM', 'EINVAL', 'ENOSYS'], () => chownSync(file, uid, gid));
  // Another owner may cost special bits.
  if (!isOurs || own.mode !== mode) chmodSync(file, mode & 0o7777);
}
