import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recover } from '../../generators/shell/commit/commit.ts';
import { buildChild } from './build-child.ts';
import {
  interruptSpread,
  killRecovery,
  killSpread,
  killUndo,
  printTallies,
  type Scenario,
  type Tally,
} from './driver.ts';
import { layOut } from './updates.ts';

let folder: string;
let script: string;
const tallies: Tally[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kill-child-'));
  script = await buildChild(folder);
});

afterAll(() => {
  printTallies(tallies);
  rmSync(folder, { recursive: true, force: true });
});

function scenario(name: string, plan: string, atomic: boolean, more?: Partial<Scenario>): Scenario {
  return { name, command: [process.execPath, script, plan], atomic, next: recover, ...more };
}

/** A chart that was there before stays as it is. */
function withNeighbour(workspace: string): void {
  mkdirSync(join(workspace, 'charts/old'), { recursive: true });
  writeFileSync(join(workspace, 'charts/old/Chart.yaml'), 'name: old\n');
}

const LIMIT_MS = 600_000;

test('one chart is absent or whole, whenever the run is killed', {
  timeout: LIMIT_MS,
}, async () => {
  tallies.push(await killSpread(scenario('one chart', 'one', true), 110));
});

test('so it is in an empty folder, and below folders not there yet', {
  timeout: LIMIT_MS,
}, async () => {
  const empty = (workspace: string): void => mkdirSync(join(workspace, 'my-app'), { mode: 0o750 });
  tallies.push(
    await killSpread(scenario('into an empty folder', 'one', true, { prepare: empty }), 20),
    await killSpread(scenario('below new folders', 'deep', true), 20),
  );
});

test('several charts are all absent or all whole', { timeout: LIMIT_MS }, async () => {
  const several = scenario('several charts', 'several', false, { prepare: withNeighbour });
  tallies.push(
    await killSpread(several, 80),
    await killRecovery(several, [process.execPath, script, 'recover'], 60),
  );
});

test('the current folder is filled or stays empty', { timeout: LIMIT_MS }, async () => {
  tallies.push(await killSpread(scenario('the current folder', 'here', false), 40));
});

test('charts that are there are the old ones or the new ones, with every edit', {
  timeout: LIMIT_MS,
}, async () => {
  const prepare = (workspace: string): void => {
    layOut(join(workspace, 'my-app'));
    layOut(join(workspace, 'charts/old'));
    mkdirSync(join(workspace, 'charts/new'), { mode: 0o750 });
  };
  const update = scenario('an update', 'update', false, { prepare });
  const more = scenario('updates and a new chart', 'updateAndNew', false, { prepare });
  const recovery = [process.execPath, script, 'recover'];
  tallies.push(
    await killSpread(update, 'every step'),
    await killSpread(more, 40),
    await killRecovery(more, recovery, 50),
    await killUndo(more, 60),
  );
});

test('so it is with the program that is published', { timeout: LIMIT_MS }, async () => {
  const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
  const command = [process.execPath, cli, 'my-app', '--defaults', '--no-verify'];
  tallies.push(await killSpread(scenario('the published program', '', true, { command }), 60));
});

test('Ctrl-C while writing lets the writing end', { timeout: LIMIT_MS }, async () => {
  await interruptSpread(scenario('one chart', 'one', true), 'SIGINT', 12);
  await interruptSpread(scenario('several charts', 'several', false), 'SIGTERM', 6);
});

test('the test itself notices a half-written chart', { timeout: LIMIT_MS }, async () => {
  const naive =
    "const fs = require('node:fs'); fs.mkdirSync('a');" +
    "fs.writeFileSync('a/1', 'one'); fs.writeFileSync('a/2', 'two'); fs.renameSync('a', 'b');";
  const command = [process.execPath, '-e', naive];
  await expect(killSpread(scenario('naive', '', true, { command }), 6)).rejects.toThrow(
    /naive, killed at step \d+ .*: neither nothing nor the whole, but: a/,
  );
});

test('enough kills fell, and enough between the first and the last write', () => {
  const sum = (count: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + count(tally), 0);
  expect(sum((tally) => tally.kills)).toBeGreaterThanOrEqual(300);
  expect(sum((tally) => tally.between)).toBeGreaterThanOrEqual(30);
  expect(sum((tally) => tally.absent)).toBeGreaterThan(0);
  expect(sum((tally) => tally.whole)).toBeGreaterThan(0);
});
