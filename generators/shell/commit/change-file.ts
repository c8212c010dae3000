import { readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as disk from './disk.ts';
import { fingerprint } from './fingerprint.ts';
import type { Lock } from './lock.ts';
import type { Result } from './operation.ts';

/**
 * Makes a file what it is to be: `next/<slot>`, or none. What it was is in `was/<slot>`: of a
 * replaced file from the beginning, of a removed one once it has been moved there.
 */
export interface ChangeFile {
  kind: 'file';
  path: string;
  slot: number;
  /** Fingerprints; null stands for no file. */
  was: string | null;
  becomes: string | null;
}

export function changeFile(lock: Lock, { path, slot, was, becomes }: ChangeFile): Result {
  const [next, old] = [join(lock.next, `${slot}`), join(lock.was, `${slot}`)];
  return bring(join(lock.workspace, path), { from: was, keep: old, to: becomes, source: next });
}

export function changeFileBack(lock: Lock, { path, slot, was, becomes }: ChangeFile): Result {
  const [next, old] = [join(lock.next, `${slot}`), join(lock.was, `${slot}`)];
  return bring(join(lock.workspace, path), { from: becomes, keep: next, to: was, source: old });
}

interface Move {
  from: string | null;
  /** Where the file goes if there is to be none. */
  keep: string;
  to: string | null;
  source: string;
}

/** Never overwrites or moves anything but what is known: all else is somebody's edit. */
function bring(target: string, { from, keep, to, source }: Move): Result {
  const now = fingerprintAt(target);
  if (now === to) return 'done';
  if (now !== from || !disk.isFolder(dirname(target))) return 'kept';
  // It had been moved, and somebody has put back what was there.
  if (to === null ? disk.exists(keep) : !disk.exists(source)) return 'kept';
  if (to === null) renameSync(target, keep);
  else renameSync(source, target);
  return 'done';
}

/**
 * Whether somebody, by git perhaps, has put back every file that an interrupted run had replaced.
 * To go on would then make a mixture.
 */
export function areReverted(lock: Lock, changes: readonly ChangeFile[]): boolean {
  const replaced = changes.filter(
    ({ slot, was, becomes }) =>
      was !== null && becomes !== null && !disk.exists(join(lock.next, `${slot}`)),
  );
  return (
    replaced.length > 0 &&
    replaced.every(({ path, was }) => fingerprintAt(join(lock.workspace, path)) === was)
  );
}

/** null where nothing is; of what is no file, a word that is no fingerprint. */
function fingerprintAt(path: string): string | null {
  const stats = disk.look(path);
  if (stats === null) return null;
  return stats.isFile() ? fingerprint(readFileSync(path)) : 'no file';
}
