import { join } from 'node:path';
import { pathFault } from '../../core/files.ts';
import { type ChangeFile, changeFile, changeFileBack } from './change-file.ts';
import { commitError } from './error.ts';
import {
  type MakeFolder,
  makeFolder,
  makeFolderAgain,
  type RemoveFolder,
  removeFolder,
} from './folders.ts';
import type { Lock } from './lock.ts';
import { type Place, place, takeBackPlace } from './place.ts';
import { requireRealFolders } from './target.ts';

/**
 * One step of a transaction. Each looks first, so that it can be taken, or taken back, as often as
 * it needs until it is through.
 */
export type Operation = Place | MakeFolder | ChangeFile | RemoveFolder;

/** "kept": somebody else has put something there, which stays. */
export type Result = 'done' | 'kept';

export function advance(lock: Lock, operation: Operation): Result {
  return within(lock, operation.path, () => {
    switch (operation.kind) {
      case 'place':
        return place(lock, operation);
      case 'make-folder':
        return makeFolder(lock, operation);
      case 'file':
        return changeFile(lock, operation);
      case 'remove-folder':
        return removeFolder(lock, operation);
    }
  });
}

/** `turned`: since when the run has been going back. */
export function takeBack(lock: Lock, operation: Operation, turned: number): Result {
  return within(lock, operation.path, () => {
    switch (operation.kind) {
      case 'place':
        return takeBackPlace(lock, operation, turned);
      case 'make-folder':
        return removeFolder(lock, operation);
      case 'file':
        return changeFileBack(lock, operation);
      case 'remove-folder':
        return makeFolderAgain(lock, operation);
    }
  });
}

function within(lock: Lock, path: string, act: () => Result): Result {
  try {
    requireRealFolders(path, lock);
    return act();
  } catch (error) {
    throw commitError(error, join(lock.workspace, path), lock.workspace);
  }
}

/** A journal may have come with a downloaded folder: it must not lead out of the workspace. */
export function isOperation(value: Operation): boolean {
  if (pathFault(value.path) !== null) return false;
  switch (value.kind) {
    case 'place':
      return value.replaces === null || Number.isInteger(value.replaces);
    case 'make-folder':
      return true;
    case 'file':
      return Number.isInteger(value.slot) && isMark(value.was) && isMark(value.becomes);
    case 'remove-folder':
      return Number.isInteger(value.mode);
    default:
      return false;
  }
}

function isMark(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
