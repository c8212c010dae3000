import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HOME, type Snapshot, same, snapshot } from './snapshot.ts';
import type { Step } from './steps.mjs';

/** A command that writes below its working folder, and what is to be true of it. */
export interface Scenario {
  name: string;
  /** Any command line that runs in Node; it is started in a fresh workspace. */
  command: readonly string[];
  /** What lies in the workspace beforehand. */
  prepare?: (workspace: string) => void;
  /** Whether the kill alone, before any next command, must leave nothing or the whole. */
  atomic: boolean;
  /** The next command: after it there is nothing or the whole, and no leftover. */
  next: (workspace: string) => unknown;
}

export interface Tally {
  name: string;
  kills: number;
  steps: number;
  /** Kills after the first and before the last change that the chart itself needs. */
  between: number;
  absent: number;
  whole: number;
}

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
}

interface Reference {
  steps: readonly Step[];
  before: Snapshot;
  after: Snapshot;
  workspace: string;
}

const PRELOAD = pathToFileURL(fileURLToPath(new URL('./preload.mjs', import.meta.url))).href;
const AT_ONCE = 2;
const RUN_LIMIT_MS = 60_000;

/**
 * Kills the command at `kills` moments spread over all its steps, or at every step once; throws at
 * the first mixture.
 */
export async function killSpread(scenario: Scenario, kills: number | 'every step'): Promise<Tally> {
  const reference = await watch(scenario);
  const [first, last] = span(reference);
  const tally = emptyTally(scenario.name, reference.steps.length);
  const count = kills === 'every step' ? reference.steps.length : kills;
  await each(moments(reference, count), async (step) => {
    await inWorkspace(scenario, async (workspace) => {
      const where = describe(scenario, reference, step);
      expectKilled(await run(scenario.command, workspace, { KILL_AT: String(step) }), where);
      if (scenario.atomic) {
        outcome(snapshot(workspace, { home: false }), reference, `${where}, right after`);
      }
      await scenario.next(workspace);
      const end = outcome(snapshot(workspace), reference, `${where}, after the next command`);
      tally[end] += 1;
      tally.kills += 1;
      if (step > first && step <= last) tally.between += 1;
    });
  });
  return tally;
}

/**
 * The same for a recovery: each run is killed at `step` of the command (null where it ends by
 * itself), then its recovery is killed too, and only then the next command has its way.
 */
export async function killRecovery(
  scenario: Scenario,
  recovery: readonly string[],
  kills: number,
): Promise<Tally> {
  const reference = await watch(scenario);
  const placing = reference.steps.flatMap((step, index) => (isPlacing(step) ? [index + 1] : []));
  const starts = [span(reference)[0] + 1, ...placing, reference.steps.length];
  const counts = new Map<number, number>();
  for (const start of starts) {
    await inWorkspace(scenario, async (workspace) => {
      await run(scenario.command, workspace, { KILL_AT: String(start) });
      counts.set(start, (await trace(recovery, workspace)).length);
    });
  }
  const pairs = starts.flatMap((start) =>
    Array.from({ length: counts.get(start) ?? 0 }, (_, index) => [start, index + 1] as const),
  );
  const tally = emptyTally(`${scenario.name}, and its recovery`, pairs.length);
  await each(repeated(pairs, kills), async ([start, step]) => {
    await inWorkspace(scenario, async (workspace) => {
      const where = `${describe(scenario, reference, start)}, recovery killed at ${step}`;
      expectKilled(await run(scenario.command, workspace, { KILL_AT: String(start) }), where);
      expectKilled(await run(recovery, workspace, { KILL_AT: String(step) }), where);
      await scenario.next(workspace);
      tally[outcome(snapshot(workspace), reference, where)] += 1;
      tally.kills += 1;
    });
  });
  return tally;
}

/**
 * The same for a run that turns back: its last change fails, and it is killed at `kills` moments
 * of taking back what it had done.
 */
export async function killUndo(scenario: Scenario, kills: number): Promise<Tally> {
  const reference = await watch(scenario);
  const failing = String(span(reference)[1]);
  const steps = await inWorkspace(scenario, (workspace) =>
    trace(scenario.command, workspace, { FAIL_AT: failing }),
  );
  const moments = steps.map((_, index) => index + 1).slice(Number(failing));
  const tally = emptyTally(`${scenario.name}, turning back`, moments.length);
  await each(repeated(moments, kills), async (step) => {
    await inWorkspace(scenario, async (workspace) => {
      const where = `${scenario.name}, turning back, killed at step ${step}`;
      const env = { FAIL_AT: failing, KILL_AT: String(step) };
      expectKilled(await run(scenario.command, workspace, env), where);
      await scenario.next(workspace);
      tally[outcome(snapshot(workspace), reference, where)] += 1;
      tally.kills += 1;
    });
  });
  return tally;
}

/** A polite signal at `count` moments of the writing: the run finishes that first, then obeys. */
export async function interruptSpread(
  scenario: Scenario,
  signal: NodeJS.Signals,
  count: number,
): Promise<void> {
  const reference = await watch(scenario);
  await each(moments(reference, count), async (step) => {
    await inWorkspace(scenario, async (workspace) => {
      const where = `${describe(scenario, reference, step)} by ${signal}`;
      const env = { KILL_AT: String(step), KILL_SIGNAL: signal };
      const ended = await run(scenario.command, workspace, env);
      if (ended.signal !== signal) throw new Error(`${where}: ended with ${ended.code}`);
      if (outcome(snapshot(workspace), reference, where) !== 'whole') {
        throw new Error(`${where}: nothing was written`);
      }
    });
  });
}

export function printTallies(tallies: readonly Tally[]): void {
  console.table(Object.fromEntries(tallies.map(({ name, ...counts }) => [name, counts])), [
    'steps',
    'kills',
    'between',
    'absent',
    'whole',
  ]);
}

/** The command once, unharmed: its steps, and the workspace before and after. */
async function watch(scenario: Scenario): Promise<Reference> {
  return inWorkspace(scenario, async (workspace) => {
    const before = snapshot(workspace);
    const steps = await trace(scenario.command, workspace);
    const after = snapshot(workspace);
    if (steps.length === 0) throw new Error(`${scenario.name}: the command wrote nothing`);
    if (after.has(HOME)) throw new Error(`${scenario.name}: the command left ${HOME} behind`);
    return { steps, before, after, workspace };
  });
}

/** All steps of a run, which ends well unless one of them is made to fail. */
async function trace(
  command: readonly string[],
  workspace: string,
  env: { FAIL_AT?: string } = {},
): Promise<Step[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kill-trace-'));
  try {
    const file = join(folder, 'steps.json');
    const ended = await run(command, workspace, { KILL_TRACE: file, ...env });
    if ((ended.code === 0) !== (env.FAIL_AT === undefined)) {
      throw new Error(`${command.join(' ')} ended with ${ended.code}: ${ended.output}`);
    }
    return JSON.parse(readFileSync(file, 'utf8')) as Step[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(
  command: readonly string[],
  workspace: string,
  env: Record<string, string>,
): Promise<Ended> {
  const [program = '', ...args] = command;
  const options = `${process.env.NODE_OPTIONS ?? ''} --import=${PRELOAD}`.trim();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: workspace,
      env: { ...process.env, NODE_OPTIONS: options, KILL_UNDER: workspace, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: RUN_LIMIT_MS,
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
}

function expectKilled(ended: Ended, where: string): void {
  if (ended.signal === 'SIGKILL') return;
  throw new Error(`${where}: was not killed but ended with ${ended.code}: ${ended.output}`);
}

function outcome(found: Snapshot, reference: Reference, where: string): 'absent' | 'whole' {
  if (same(found, reference.before)) return 'absent';
  if (same(found, reference.after)) return 'whole';
  const paths = [...found.keys()].join(' ') || 'nothing';
  throw new Error(`${where}: neither nothing nor the whole, but: ${paths}`);
}

/** A change out of our folder: something of the chart gets its place, or loses it. */
function isPlacing({ path, to }: Step): boolean {
  return [path, to].some((at) => at !== null && !`${at}/`.includes(`/${HOME}/`));
}

/** The numbers of the first step that writes some of the chart, and of the last. */
function span({ steps }: Reference): [first: number, last: number] {
  const first = steps.findIndex((step) => step.call.startsWith('write')) + 1;
  const last = steps.findLastIndex(isPlacing) + 1;
  if (first === 0 || last === 0) throw new Error('the command writes in a way not known here');
  return [first, last];
}

function describe(scenario: Scenario, reference: Reference, step: number): string {
  const at = reference.steps[step - 1];
  const path = at === undefined ? '' : relative(reference.workspace, at.path);
  const what = at === undefined ? '' : ` (${at.half ? 'half of ' : ''}${at.call} ${path})`;
  return `${scenario.name}, killed at step ${step}${what}`;
}

function emptyTally(name: string, steps: number): Tally {
  return { name, steps, kills: 0, between: 0, absent: 0, whole: 0 };
}

async function inWorkspace<T>(
  scenario: Scenario,
  act: (workspace: string) => Promise<T>,
): Promise<T> {
  const workspace = mkdtempSync(join(tmpdir(), 'kill-'));
  try {
    scenario.prepare?.(workspace);
    return await act(workspace);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** Moves, removals and folders first, then writes; evenly spread where there are too many. */
function moments({ steps }: Reference, count: number): number[] {
  const numbers = steps.map((_, index) => index + 1);
  const isFileStep = (number: number): boolean => /open|write/i.test(steps[number - 1]?.call ?? '');
  const files = numbers.filter(isFileStep);
  const others = numbers.filter((number) => !isFileStep(number));
  return [
    ...repeated(others, Math.min(count, others.length)),
    ...repeated(files, Math.max(0, count - others.length)),
  ];
}

/** `count` of the items, evenly spread, or all of them as often as it takes. */
function repeated<T>(items: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) =>
    count <= items.length ? Math.floor((index * items.length) / count) : index % items.length,
  ).map((index) => items[index] as T);
}

async function each<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
