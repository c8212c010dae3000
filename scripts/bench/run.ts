import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const LONGEST = 60_000;

/** Where contenders run. */
export interface Room {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Ended {
  readonly milliseconds: number;
  readonly stderr: string;
}

interface Around {
  /** A folder; what it holds lies there when the program starts. */
  readonly brings?: string | undefined;
  /** May see what was made before it goes away. */
  readonly look?: (folder: string) => void;
}

/** Runs a program in a new folder, which is empty if it brings nothing. */
export function runIn(
  room: Room,
  [program, ...args]: readonly [string, ...string[]],
  { brings, look }: Around = {},
): Ended {
  const folder = mkdtempSync(join(room.folder, 'run-'));
  try {
    if (brings !== undefined) cpSync(brings, folder, { recursive: true });
    const begun = performance.now();
    const ended = spawnSync(program, args, {
      cwd: folder,
      env: room.env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST,
    });
    const milliseconds = performance.now() - begun;
    if (ended.error) throw ended.error;
    if (ended.status !== 0) {
      const [said = 'nothing'] = ended.stderr.trim().split('\n').slice(-1);
      const how = ended.status ?? ended.signal;
      throw new Error(`${basename(program)} ended with ${how} and said: ${said}`);
    }
    look?.(folder);
    return { milliseconds, stderr: ended.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
