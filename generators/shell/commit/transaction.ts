import { join } from 'node:path';
import { areReverted, type ChangeFile } from './change-file.ts';
import { CommitError, commitError, showPath } from './error.ts';
import { readJournal, turnBack, writeJournal } from './journal.ts';
import type { Lock } from './lock.ts';
import { advance, type Operation, takeBack } from './operation.ts';

/** Thrown where neither the end nor the beginning can be reached now: the journal must stay. */
export class UnfinishedError extends CommitError {}

/** All operations, or, where one fails, none. */
export function carryOut(lock: Lock, operations: Operation[]): void {
  const [first, ...more] = operations;
  if (first === undefined) return;
  // One rename is whole by itself.
  if (first.kind === 'place' && more.length === 0) {
    advanceOrThrow(lock, first);
    return;
  }
  try {
    writeJournal(lock, operations);
  } catch (error) {
    throw commitError(error, lock.txn, lock.workspace);
  }
  try {
    for (const operation of operations) advanceOrThrow(lock, operation);
  } catch (error) {
    throw undo(lock, operations, error as CommitError);
  }
}

function advanceOrThrow(lock: Lock, operation: Operation): void {
  if (advance(lock, operation) === 'done') return;
  const shown = showPath(join(lock.workspace, operation.path), lock.workspace);
  throw operation.kind === 'place'
    ? new CommitError('OCCUPIED', `${shown} has just been made by somebody else; look at it first`)
    : new CommitError('CHANGED', `${shown} has changed meanwhile; run the command again`);
}

/** What to throw then. Edits that somebody has made meanwhile stay. */
function undo(lock: Lock, operations: readonly Operation[], reason: CommitError): CommitError {
  const { code, message } = reason;
  try {
    const turned = turnBack(lock);
    for (const operation of operations.toReversed()) takeBack(lock, operation, turned);
  } catch (cause) {
    return new UnfinishedError(
      code,
      `${message} (what is there already could not be taken back: the next run will)`,
      { cause },
    );
  }
  return new CommitError(code, `${message} (everything is as it was)`, { cause: reason });
}

export type Recovered = 'discarded' | 'finished' | 'undone';

/**
 * Carries an interrupted transaction to its end. Where the user has meanwhile put something of
 * their own, theirs stays and is returned in `kept`.
 */
export function resume(lock: Lock): { recovered: Recovered; paths: string[]; kept: string[] } {
  const journal = readJournal(lock);
  if (journal === null) return { recovered: 'discarded', paths: [], kept: [] };
  const { operations } = journal;
  const turned =
    journal.turned ?? (areReverted(lock, operations.filter(isChange)) ? turnBack(lock) : null);
  const kept: string[] = [];
  const paths: string[] = [];
  for (const operation of turned === null ? operations : operations.toReversed()) {
    const result = turned === null ? advance(lock, operation) : takeBack(lock, operation, turned);
    if (!bearsContent(operation)) continue;
    if (result === 'kept') kept.push(operation.path);
    else if (turned === null) paths.push(operation.path);
  }
  return { recovered: turned === null ? 'finished' : 'undone', paths, kept };
}

function bearsContent({ kind }: Operation): boolean {
  return kind === 'place' || kind === 'file';
}

function isChange(operation: Operation): operation is ChangeFile {
  return operation.kind === 'file';
}
