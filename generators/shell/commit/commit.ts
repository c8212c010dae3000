import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkPlan, joinPath, type Plan, type UnitPlan } from '../../core/plan.ts';
import * as disk from './disk.ts';
import { CommitError, commitError } from './error.ts';
import { busy, hasHome, type Lock, lockOf, sweep, takeOver, tryLock, unlock } from './lock.ts';
import { holdSignals } from './signals.ts';
import { findPlaces, requireUnreserved } from './target.ts';
import { carryOut, type Recovered, resume, UnfinishedError } from './transaction.ts';
import { type FileUpdate, prepareUpdates, stageUpdates, updatesOf } from './updates.ts';

export { CommitError } from './error.ts';

/** Another run's commit takes milliseconds: worth waiting for. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 20;

export interface Recovery {
  recovered: 'nothing' | Recovered;
  /** What an interrupted run had begun and is now whole; relative to the workspace. */
  paths: readonly string[];
  /** What was not touched, because somebody else has put something there since. */
  kept: readonly string[];
}

const NOTHING: Recovery = { recovered: 'nothing', paths: [], kept: [] };

/**
 * Writes all of the plan or nothing, whatever happens: an error puts everything back, and after a
 * kill at any moment `recover` does (of a single new chart, a kill never leaves a part).
 */
export async function commit(plan: Plan, workspace: string): Promise<void> {
  checkPlan(plan);
  requireUnreserved(plan);
  const updates = updatesOf(plan);
  if (plan.units.length === 0 && updates.length === 0) return;
  const lock = lockOf(resolve(workspace));
  const signals = holdSignals();
  try {
    const deadline = Date.now() + PATIENCE_MS;
    while (!tryLock(lock)) {
      if (signals.received) {
        throw new CommitError('INTERRUPTED', 'interrupted while waiting; nothing was written');
      }
      if (recoverNow(lock) !== 'busy') continue;
      if (Date.now() >= deadline) throw busy(lock);
      await sleep(PAUSE_MS);
    }
    try {
      write(plan, updates, lock);
      unlock(lock);
    } catch (error) {
      if (!(error instanceof UnfinishedError)) unlock(lock);
      throw error;
    }
  } finally {
    await signals.release();
  }
}

/** To be called before a command looks at the workspace: ends what an interrupted run began. */
export function recover(workspace: string): Recovery {
  const lock = lockOf(resolve(workspace));
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const recovery = recoverNow(lock);
    if (recovery !== 'busy') return recovery;
    if (Date.now() >= deadline) throw busy(lock);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}

function recoverNow(lock: Lock): Recovery | 'busy' {
  try {
    if (!hasHome(lock)) return NOTHING;
    const state = takeOver(lock);
    if (state === 'busy') return 'busy';
    let recovery = NOTHING;
    if (state === 'ours') {
      recovery = resumeInOneLine(lock);
      unlock(lock);
    }
    sweep(lock);
    return recovery;
  } catch (error) {
    throw commitError(error, lock.txn, lock.workspace);
  }
}

function resumeInOneLine(lock: Lock): Recovery {
  try {
    return resume(lock);
  } catch (error) {
    const { code, message } = commitError(error, lock.txn, lock.workspace);
    throw new CommitError(code, `an interrupted run could not be finished: ${message}`, {
      cause: error,
    });
  }
}

function write(plan: Plan, updates: readonly FileUpdate[], lock: Lock): void {
  for (const unit of plan.units) stage(unit, lock);
  stageUpdates(updates, lock);
  const { newFolders, files, emptied } = prepareUpdates(updates, lock);
  const willBeThere = new Set(newFolders.map(({ path }) => path));
  const places = findPlaces(plan, willBeThere, lock);
  carryOut(lock, [...newFolders, ...files, ...places, ...emptied]);
}

function stage(unit: UnitPlan, lock: Lock): void {
  const made = new Set<string>();
  const makeFolder = (path: string): void => {
    if (made.has(path)) return;
    made.add(path);
    const at = path.lastIndexOf('/');
    if (at > 0) makeFolder(path.slice(0, at));
    // Another unit of the plan may have made it.
    disk.ignoring(['EEXIST'], () => mkdirSync(`${lock.stage}/${path}`));
  };
  let path = unit.root;
  try {
    disk.ignoring(['EEXIST'], () => mkdirSync(lock.stage));
    for (const file of unit.files.values()) {
      path = joinPath(unit.root, file.path);
      const at = path.lastIndexOf('/');
      if (at > 0) makeFolder(path.slice(0, at));
      disk.writeNew(`${lock.stage}/${path}`, file.body, file.mode);
    }
  } catch (error) {
    throw commitError(error, join(lock.workspace, path), lock.workspace);
  }
}
