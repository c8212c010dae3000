import type { Contender } from './contender.ts';
import { type Room, runIn } from './run.ts';
import { quantile } from './statistics.ts';

const ROUNDS = 3;

/**
 * Runs its arguments as a process and prints what the kernel counted as the peak of its resident
 * memory. Node tells this of itself only. What a process starts is counted by its largest alone.
 */
const WAIT = `
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
`;

/** The peak of a contender's memory in bytes: the median of a few runs. */
export function peakMemory({ command, brings }: Contender, python: string, room: Room): number {
  const watched = [python, '-I', '-S', '-c', WAIT, ...command] as const;
  const peaks = Array.from({ length: ROUNDS }, () =>
    Number(runIn(room, watched, { brings }).stderr.trim().split('\n').at(-1)),
  );
  return quantile(peaks, 0.5);
}
