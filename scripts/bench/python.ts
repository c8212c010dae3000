import { spawnSync } from 'node:child_process';
import type { Env } from '../tools/cache.ts';
import { findOnPath } from '../tools/probe.ts';

export interface Python {
  readonly path: string;
  /** As in 3.11.7. */
  readonly version: string;
}

/** What the peers need at least. */
const OLDEST_MINOR = 10;

export const NO_PYTHON = `Python 3.${OLDEST_MINOR} or newer is not on PATH`;

const ASK =
  'import sys; print(sys.executable); print(sys.version_info.minor); print(sys.version.split()[0])';

/** Where shims stand on PATH, the path is that of the program behind them. */
export function findPython(env: Env = process.env): Python | undefined {
  for (const file of findOnPath(['python3', 'python'], env)) {
    const asked = spawnSync(file, ['-c', ASK], { encoding: 'utf8', timeout: 10_000 });
    const [path, minor, version] = (asked.stdout ?? '').split(/\r?\n/);
    if (path && version?.startsWith('3.') && Number(minor) >= OLDEST_MINOR) {
      return { path, version };
    }
  }
  return undefined;
}
