import { closeSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ignoring, look, names, removeIfEmpty, removeTree } from './disk.ts';
import { CommitError, commitError, isCode, showPath } from './error.ts';
import { isDead, ownerFile, ownerIn, ownerPid, ownId } from './owner.ts';

/**
 * `<workspace>/.helm-prod` while a run writes:
 *
 *   txn/            the lock and the transaction; it always names its owner
 *     owner.<id>
 *     stage/        new charts, laid out as the workspace
 *     next/<slot>   what a file of an existing chart becomes
 *     was/<slot>    what it was
 *     journal       only while several things are put in place
 *   new.<id>/       becomes txn by one rename
 *   old.<id>/       a txn that is over, being deleted
 */
export interface Lock {
  workspace: string;
  home: string;
  txn: string;
  stage: string;
  next: string;
  was: string;
}

export const HOME = '.helm-prod';

export function lockOf(workspace: string): Lock {
  const home = join(workspace, HOME);
  const txn = join(home, 'txn');
  return {
    workspace,
    home,
    txn,
    stage: join(txn, 'stage'),
    next: join(txn, 'next'),
    was: join(txn, 'was'),
  };
}

/** Takes the lock, unless somebody has it. Nobody ever sees a lock without its owner. */
export function tryLock(lock: Lock): boolean {
  const prepared = join(lock.home, `new.${ownId()}`);
  try {
    for (;;) {
      makeHome(lock);
      try {
        mkdirSync(prepared);
        break;
      } catch (error) {
        // Another run, on its way out, may just have removed the folder above.
        if (isCode(error, 'EEXIST')) removeTree(prepared);
        else if (!isCode(error, 'ENOENT')) throw error;
      }
    }
    closeSync(openSync(join(prepared, ownerFile(ownId())), 'wx'));
    renameSync(prepared, lock.txn);
    return true;
  } catch (error) {
    cleanHome(lock, () => removeTree(prepared));
    if (isTaken(error, lock)) return false;
    throw commitError(error, lock.workspace, lock.workspace);
  }
}

function makeHome(lock: Lock): void {
  ignoring(['EEXIST'], () => mkdirSync(lock.home));
  hasHome(lock);
}

export function hasHome(lock: Lock): boolean {
  const stats = look(lock.home);
  if (stats !== null && !stats.isDirectory()) throw notOurs(lock, lock.home);
  return stats !== null;
}

function isTaken(error: unknown, lock: Lock): boolean {
  if (isCode(error, 'ENOTEMPTY', 'EEXIST')) return true;
  // Windows has no word of its own for it.
  return (
    process.platform === 'win32' && isCode(error, 'EPERM', 'EACCES') && look(lock.txn) !== null
  );
}

/**
 * Makes a dead run's transaction ours. "free": there is none (any more); "busy": its run lives.
 * Renaming the owner's own file is what decides between two that try.
 */
export function takeOver(lock: Lock): 'ours' | 'free' | 'busy' {
  const folder = look(lock.txn);
  if (folder !== null && !folder.isDirectory()) throw notOurs(lock, lock.txn);
  const inside = folder === null ? null : names(lock.txn);
  if (inside === null || inside.length === 0) return 'free';
  const owner = ownerIn(inside);
  if (owner === undefined) throw notOurs(lock, lock.txn);
  const file = join(lock.txn, ownerFile(owner));
  const stats = look(file);
  if (stats === null) return takeOver(lock);
  if (!isDead(owner, Date.now() - Math.max(stats.mtimeMs, stats.ctimeMs))) return 'busy';
  try {
    renameSync(file, join(lock.txn, ownerFile(ownId())));
    return 'ours';
  } catch (error) {
    if (isCode(error, 'ENOENT')) return takeOver(lock);
    throw error;
  }
}

export function busy(lock: Lock): CommitError {
  const owner = ownerIn(names(lock.txn) ?? []);
  const who = owner === undefined ? '' : ` (pid ${ownerPid(owner)})`;
  const path = showPath(lock.txn, lock.workspace);
  return new CommitError(
    'BUSY',
    `another run${who} is writing here; wait for it to end, or remove ${path} if it is not yours`,
  );
}

function notOurs(lock: Lock, path: string): CommitError {
  const shown = showPath(path, lock.workspace);
  return new CommitError(
    'NOT_OURS',
    `${shown} was not made by this program, which needs that name while it writes; move it away`,
  );
}

/** Ends the transaction. What cannot be deleted now is left to the next run. */
export function unlock(lock: Lock): void {
  cleanHome(lock, () => {
    const old = join(lock.home, `old.${ownId()}`);
    renameSync(lock.txn, old);
    removeTree(old);
  });
}

/** Deletes what dead runs left beside their transactions. */
export function sweep(lock: Lock): void {
  cleanHome(lock, () => {
    for (const name of names(lock.home) ?? []) {
      const id = /^(?:new|old)\.(.+)$/.exec(name)?.[1];
      if (id === undefined) continue;
      const path = join(lock.home, name);
      const stats = look(path);
      if (stats !== null && isDead(id, Date.now() - stats.mtimeMs)) removeTree(path);
    }
  });
}

/** Tidying up never hides how the run itself went. */
function cleanHome(lock: Lock, tidy: () => void): void {
  try {
    tidy();
    removeIfEmpty(lock.home);
  } catch {
    // The next run sweeps again.
  }
}
