import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskFile } from '../core/reconcile/reconcile.ts';
import { look } from './commit/disk.ts';
import { commitError } from './commit/error.ts';
import { fingerprint } from './commit/fingerprint.ts';
import { lockOf } from './commit/lock.ts';
import { requireFile, requireRealFolders } from './commit/target.ts';
import { textOf } from './utf8.ts';

/**
 * The named files of a chart as they lie on disk; those that are not there are left out. Links are
 * never followed: one on the way, or in a file's place, is refused.
 */
export function readSnapshot(directory: string, paths: Iterable<string>): Map<string, DiskFile> {
  const lock = lockOf(directory);
  const known = new Set<string>();
  const found = new Map<string, DiskFile>();
  for (const path of paths) {
    const target = join(directory, path);
    try {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      if (!known.has(folder)) requireRealFolders(path, lock);
      known.add(folder);
      const stats = look(target);
      if (stats === null) continue;
      requireFile(stats, target, lock);
      found.set(path, diskFile(readFileSync(target), stats.mode & 0o777));
    } catch (error) {
      throw commitError(error, target, directory, 'read');
    }
  }
  return found;
}

function diskFile(bytes: Buffer, mode: number): DiskFile {
  let known: string | undefined;
  return {
    text: textOf(bytes),
    mode,
    // Worked out for files that are written, and for no other.
    get fingerprint() {
      known ??= fingerprint(bytes);
      return known;
    },
  };
}
