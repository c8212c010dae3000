import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateTools } from '../tools/resolve.ts';

/**
 * `npm run bench [-- ROUNDS]`: whole processes, in turns so that a busy moment hits all alike, as
 * medians and as multiples of `node -e 0`. It asserts nothing: the numbers belong to the machine.
 */
interface Contender {
  name: string;
  command: readonly [string, ...string[]];
}

const cli = join(import.meta.dirname, '../../dist/cli.cjs');
const rounds = Number(process.argv[2] ?? 21);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('Usage: npm run bench [-- ROUNDS]');
  process.exit(2);
}

const contenders: Contender[] = [
  { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
  {
    name: 'generator-helm-prod, the default chart',
    command: [process.execPath, cli, 'my-app', '--defaults', '--no-verify'],
  },
  {
    name: 'generator-helm-prod, with answers by flags',
    command: [process.execPath, cli, 'my-app', '--port=3000', '--no-hpa', '--no-verify'],
  },
];
const { helm3, helm4 } = locateTools();
for (const helm of [helm3, helm4]) {
  if (helm.ok) {
    contenders.push({
      name: `helm ${helm.version} create`,
      command: [helm.path, 'create', 'my-app'],
    });
  } else console.log(helm.reason);
}

const scratch = mkdtempSync(join(tmpdir(), 'helm-prod-bench-'));
const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
try {
  // The first round warms the disk and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [turn, contender] of contenders.entries()) {
      const milliseconds = timed(contender, join(scratch, `${round}-${turn}`));
      if (round > 0) times.get(contender.name)?.push(milliseconds);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
print();

function timed({ name, command }: Contender, folder: string): number {
  mkdirSync(folder);
  const [program, ...args] = command;
  const begun = performance.now();
  const ended: SpawnSyncReturns<string> = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const milliseconds = performance.now() - begun;
  rmSync(folder, { recursive: true });
  if (ended.status !== 0) throw new Error(`${name} ended with ${ended.status}: ${ended.stderr}`);
  return milliseconds;
}

function print(): void {
  const medians = contenders.map(({ name }) => ({ name, median: median(times.get(name) ?? []) }));
  const bare = medians[0]?.median ?? Number.NaN;
  console.log(
    `Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores, ` +
      `medians of ${rounds} rounds`,
  );
  for (const { name, median } of medians) {
    const ratio = (median / bare).toFixed(2);
    console.log(`${`${Math.round(median)} ms`.padStart(8)}  ${ratio.padStart(5)} x  ${name}`);
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
