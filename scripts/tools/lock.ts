import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A folder is the lock: who makes it has it, and touches a file in it while at work. A lock that is
 * no longer touched belongs to somebody who was killed; it is taken away, with all that lies in it.
 *
 * What the lock saves is doing the work twice, not correctness: results reach their place by one
 * rename. So it does no harm if a sleeping machine loses its lock.
 */
export interface LockTimes {
  readonly beat: number;
  readonly stale: number;
  readonly poll: number;
}

const TIMES: LockTimes = { beat: 3_000, stale: 15_000, poll: 300 };

const held = new Set<string>();
process.once('exit', () => {
  for (const folder of held) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

export interface LockOptions {
  readonly onWait?: () => void;
  readonly times?: Partial<LockTimes>;
}

/** Runs `work` with the lock; `work` may use the lock's folder as its scratch room. */
export async function withLock<T>(
  folder: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const times = { ...TIMES, ...options.times };
  const token = randomUUID();
  await acquire(folder, token, times, options.onWait);
  held.add(folder);
  const beat = setInterval(() => void touch(ownerFile(folder)), times.beat);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    held.delete(folder);
    if (await isOwner(folder, token)) await rm(folder, { recursive: true, force: true });
  }
}

const ownerFile = (folder: string): string => path.join(folder, 'owner');

async function acquire(
  folder: string,
  token: string,
  times: LockTimes,
  onWait: (() => void) | undefined,
): Promise<void> {
  for (let tries = 0; ; tries++) {
    await mkdir(path.dirname(folder), { recursive: true });
    try {
      await mkdir(folder);
      await writeFile(ownerFile(folder), token);
      return;
    } catch (error) {
      if (!hasCode(error, 'EEXIST', 'ENOENT')) throw error;
    }
    if (await isStale(folder, times.stale)) await takeAway(folder);
    else {
      if (tries === 0) onWait?.();
      await sleep(times.poll);
    }
  }
}

async function isStale(folder: string, after: number): Promise<boolean> {
  const touched = (await modified(ownerFile(folder))) ?? (await modified(folder));
  return touched !== undefined && Date.now() - touched > after;
}

async function takeAway(folder: string): Promise<void> {
  const aside = `${folder}.stale-${randomUUID()}`;
  try {
    await rename(folder, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

async function isOwner(folder: string, token: string): Promise<boolean> {
  return (await readFile(ownerFile(folder), 'utf8').catch(() => '')) === token;
}

async function modified(file: string): Promise<number | undefined> {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => undefined,
  );
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => {});
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? '');
}
