import { randomUUID } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { hasCode, type LockOptions, withLock } from './lock.ts';

export interface Installation extends LockOptions {
  readonly target: string;
  /** Whether the target is there and whole. */
  readonly complete: () => boolean;
  /** Fills `out`, which exists and is empty; `scratch` goes away afterwards. */
  readonly make: (out: string, scratch: string) => Promise<void>;
}

/**
 * Makes a folder of the cache, which appears by one rename. A killed run leaves only its lock
 * folder, and the next run takes that away.
 * @returns whether this run made it; if not, another one did while we waited.
 */
export async function install(installation: Installation): Promise<boolean> {
  const { target, complete, make } = installation;
  const lock = path.join(path.dirname(target), `.${path.basename(target)}.building`);
  try {
    return await withLock(lock, () => makeIn(lock), installation);
  } catch (error) {
    if (complete()) return false;
    throw error;
  }

  async function makeIn(room: string): Promise<boolean> {
    if (complete()) return false;
    // A name of our own: a compiler that outlived a killed run may still write to the old one.
    const scratch = path.join(room, randomUUID());
    const out = path.join(scratch, 'out');
    await mkdir(out, { recursive: true });
    await make(out, scratch);
    await put(out, target, path.join(scratch, 'broken'));
    return true;
  }
}

async function put(from: string, to: string, aside: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM')) throw error;
    await rename(to, aside);
    await rename(from, to);
  }
}
