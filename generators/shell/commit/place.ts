import { chmodSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import * as disk from './disk.ts';
import { restoreFolder } from './folders.ts';
import type { Lock } from './lock.ts';
import type { Result } from './operation.ts';

/**
 * Moves `stage/<path>` to `<path>`, where nothing is, or an empty folder whose mode `replaces`
 * keeps.
 */
export interface Place {
  kind: 'place';
  path: string;
  replaces: number | null;
}

export function place(lock: Lock, { path, replaces }: Place): Result {
  const target = join(lock.workspace, path);
  const staged = join(lock.stage, path);
  if (!disk.exists(staged)) return 'done';
  if (!isFree(target)) return 'kept';
  if (replaces !== null) {
    chmodSync(staged, replaces);
    // Windows does not rename over a folder, not even an empty one.
    if (process.platform === 'win32') disk.ignoring(['ENOENT'], () => rmdirSync(target));
  }
  renameSync(staged, target);
  return 'done';
}

/** What was written there since the run turned back is somebody else's. */
export function takeBackPlace(lock: Lock, { path, replaces }: Place, turned: number): Result {
  const target = join(lock.workspace, path);
  const staged = join(lock.stage, path);
  if (!disk.exists(staged)) {
    if (changedSince(target, turned)) return 'kept';
    if (disk.exists(target)) renameSync(target, staged);
  }
  if (replaces !== null && !disk.exists(target)) restoreFolder(lock, target, replaces);
  return 'done';
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
