import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathFault } from '../../core/files.ts';
import * as disk from './disk.ts';
import { CommitError, commitError, showPath } from './error.ts';
import type { Lock } from './lock.ts';
import { requireRealFolders } from './target.ts';

/**
 * One step of a transaction. "place" moves `stage/<path>` to `<path>`, where nothing is, or an
 * empty folder whose mode `replaces` keeps.
 */
export interface Place {
  kind: 'place';
  path: string;
  replaces: number | null;
}

export type Operation = Place;

/** The journal's name says the direction, so that one rename turns a run round. */
const FORWARD = 'journal';
const BACK = 'journal.back';

interface Journal {
  version: 1;
  operations: Operation[];
}

/** From here on the transaction will be finished, by this run or by the next one. */
export function writeJournal(lock: Lock, operations: Operation[]): void {
  const journal: Journal = { version: 1, operations };
  const draft = join(lock.txn, 'journal.draft');
  const file = openSync(draft, 'wx');
  try {
    disk.writeAll(file, JSON.stringify(journal));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, join(lock.txn, FORWARD));
}

/** Thrown where neither the end nor the beginning can be reached now: the journal must stay. */
export class UnfinishedError extends CommitError {}

/** All operations, or, where one fails, none. */
export function carryOut(lock: Lock, operations: readonly Operation[]): void {
  try {
    for (const operation of operations) place(lock, operation);
  } catch (error) {
    undo(lock, operations, error as CommitError);
    throw error;
  }
}

function undo(lock: Lock, operations: readonly Operation[], reason: CommitError): void {
  try {
    renameSync(join(lock.txn, FORWARD), join(lock.txn, BACK));
    for (const operation of operations.toReversed()) takeBack(lock, operation);
  } catch (cause) {
    throw new UnfinishedError(
      reason.code,
      `${reason.message} (what is there already could not be taken back: the next run will)`,
      { cause },
    );
  }
}

export function place(lock: Lock, operation: Operation): void {
  const target = join(lock.workspace, operation.path);
  try {
    const staged = join(lock.stage, operation.path);
    if (operation.replaces !== null) {
      chmodSync(staged, operation.replaces);
      // Windows does not rename over a folder, not even an empty one.
      if (process.platform === 'win32') disk.ignoring(['ENOENT'], () => rmdirSync(target));
    } else if (disk.exists(target)) {
      throw new CommitError(
        'OCCUPIED',
        `${showPath(target, lock.workspace)} has just been made by somebody else; look at it first`,
      );
    }
    renameSync(staged, target);
  } catch (error) {
    throw commitError(error, target, lock.workspace);
  }
}

function takeBack(lock: Lock, operation: Operation): void {
  const target = join(lock.workspace, operation.path);
  const staged = join(lock.stage, operation.path);
  if (!disk.exists(staged) && disk.exists(target)) renameSync(target, staged);
  if (operation.replaces !== null && !disk.exists(target)) {
    mkdirSync(target);
    chmodSync(target, operation.replaces);
  }
}

export type Recovered = 'discarded' | 'finished' | 'undone';

/**
 * Carries an interrupted transaction to its end. Where the user has meanwhile put something of
 * their own, theirs stays and is returned in `kept`.
 */
export function resume(lock: Lock): { recovered: Recovered; paths: string[]; kept: string[] } {
  const forward = readJournal(lock, FORWARD);
  const back = forward === null ? readJournal(lock, BACK) : null;
  const operations = forward ?? back;
  if (operations === null) return { recovered: 'discarded', paths: [], kept: [] };
  const kept: string[] = [];
  const paths: string[] = [];
  const turned = back === null ? 0 : (disk.look(join(lock.txn, BACK))?.mtimeMs ?? 0);
  for (const operation of back === null ? operations : operations.toReversed()) {
    const target = join(lock.workspace, operation.path);
    const staged = disk.exists(join(lock.stage, operation.path));
    try {
      requireRealFolders(operation.path, lock);
      if (back !== null) {
        if (!staged && changedSince(target, turned)) kept.push(operation.path);
        else takeBack(lock, operation);
      } else if (staged && !isFree(target)) {
        kept.push(operation.path);
      } else {
        if (staged) place(lock, operation);
        paths.push(operation.path);
      }
    } catch (error) {
      throw commitError(error, target, lock.workspace);
    }
  }
  return { recovered: back === null ? 'finished' : 'undone', paths, kept };
}

function readJournal(lock: Lock, name: string): Operation[] | null {
  const path = join(lock.txn, name);
  if (!disk.exists(path)) return null;
  try {
    const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal;
    if (journal.version === 1 && journal.operations.every(isOperation)) return journal.operations;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw new CommitError(
    'JOURNAL',
    `${showPath(path, lock.workspace)} was written by another version of this program; ` +
      'run that one once more, or remove .helm-prod/txn and look through what it wrote',
  );
}

/** A journal may have come with a downloaded folder: it must not lead out of the workspace. */
function isOperation(value: Operation): boolean {
  return (
    value.kind === 'place' &&
    pathFault(value.path) === null &&
    (value.replaces === null || Number.isInteger(value.replaces))
  );
}

function isFree(target: string): boolean {
  const stats = disk.look(target);
  return stats === null || (stats.isDirectory() && readdirSync(target).length === 0);
}

/** Whether anything below has been written after that time. */
function changedSince(path: string, time: number): boolean {
  const stats = disk.look(path);
  if (stats === null) return false;
  if (stats.mtimeMs > time) return true;
  return (
    stats.isDirectory() && readdirSync(path).some((name) => changedSince(join(path, name), time))
  );
}
