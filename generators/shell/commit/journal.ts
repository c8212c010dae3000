import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as disk from './disk.ts';
import { CommitError, showPath } from './error.ts';
import type { Lock } from './lock.ts';
import { isOperation, type Operation } from './operation.ts';

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
  disk.writeNew(draft, JSON.stringify(journal), 0o666, { sync: true });
  renameSync(draft, join(lock.txn, FORWARD));
}

/** From here on it will be taken back. Returns since when: the journal's own time. */
export function turnBack(lock: Lock): number {
  renameSync(join(lock.txn, FORWARD), join(lock.txn, BACK));
  return turnedAt(lock);
}

/** What an interrupted run had decided; null where it had not got that far. */
export function readJournal(lock: Lock): { operations: Operation[]; turned: number | null } | null {
  const forward = read(lock, FORWARD);
  if (forward !== null) return { operations: forward, turned: null };
  const back = read(lock, BACK);
  return back === null ? null : { operations: back, turned: turnedAt(lock) };
}

function turnedAt(lock: Lock): number {
  return disk.look(join(lock.txn, BACK))?.mtimeMs ?? 0;
}

function read(lock: Lock, name: string): Operation[] | null {
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
