import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makePlan } from '../../generators/core/plan.ts';
import { commit, recover } from '../../generators/shell/commit/commit.ts';
import { isDead, ownerFile, ownId } from '../../generators/shell/commit/owner.ts';
import { unit } from '../kill/plans.ts';
import { snapshot } from '../kill/snapshot.ts';
import { watchSteps } from '../kill/steps.mjs';

const MINUTES = 60_000;
const onLinux = process.platform === 'linux';
const charts = makePlan([unit('api', 2), unit('web', 2), unit('worker', 2)]);

let workspace: string;
let children: ChildProcess[];

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'recover-'));
  children = [];
});

afterEach(() => {
  vi.useRealTimers();
  for (const child of children) child.kill('SIGKILL');
  rmSync(workspace, { recursive: true, force: true });
});

function at(path: string): string {
  return join(workspace, path);
}

/** The id that a process would give itself; one that is not there where no pid is given. */
function idOf({ pid = 999_999_999, start = '1', place = ownId().split('.')[2] ?? '' }): string {
  return [pid, start, place, 'other'].join('.');
}

function live(): { pid: number; start: string } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  children.push(child);
  const pid = child.pid ?? 0;
  const stat = onLinux ? readFileSync(`/proc/${pid}/stat`, 'latin1') : '';
  return { pid, start: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0' };
}

function lockFor(id: string): void {
  mkdirSync(at('.helm-prod/txn/stage'), { recursive: true });
  writeFileSync(at(`.helm-prod/txn/${ownerFile(id)}`), '');
}

/** Leaves the workspace as a kill ahead of the n-th move does. */
async function interrupted(move: number): Promise<void> {
  let moves = 0;
  const stop = watchSteps(workspace, ({ call, to }) => {
    if (call === 'renameSync' && to !== null && !to.includes('.helm-prod')) moves += 1;
    if (moves < move) return;
    return () => {
      throw Object.assign(new Error('gone'), { code: 'EIO' });
    };
  });
  await commit(charts, workspace).catch(() => {});
  stop();
}

test('where nothing was interrupted there is nothing to recover', async () => {
  expect(recover(workspace)).toEqual({ recovered: 'nothing', paths: [], kept: [] });
  expect(recover(at('nowhere'))).toMatchObject({ recovered: 'nothing' });
  mkdirSync(at('.helm-prod'));
  expect(recover(workspace)).toMatchObject({ recovered: 'nothing' });
  expect(snapshot(workspace).size).toBe(0);
});

test('a run that was killed before it decided is thrown away', async () => {
  lockFor(idOf({}));
  mkdirSync(at('.helm-prod/txn/stage/my-app'));
  writeFileSync(at('.helm-prod/txn/stage/my-app/x'), '');
  mkdirSync(at(`.helm-prod/new.${idOf({})}`));
  mkdirSync(at(`.helm-prod/old.${idOf({})}`));
  expect(recover(workspace)).toMatchObject({ recovered: 'discarded' });
  expect(snapshot(workspace).size).toBe(0);
});

test('a run that had decided is carried to its end', async () => {
  await interrupted(2);
  expect(existsSync(at('api'))).toBe(true);
  expect(existsSync(at('web'))).toBe(false);
  expect(recover(workspace)).toEqual({
    recovered: 'finished',
    paths: ['api', 'web', 'worker'],
    kept: [],
  });
  expect(readdirSync(workspace)).toEqual(['api', 'web', 'worker']);
});

test('what somebody has put there since is left alone', async () => {
  await interrupted(2);
  mkdirSync(at('web'));
  writeFileSync(at('web/mine'), 'mine');
  expect(recover(workspace)).toEqual({
    recovered: 'finished',
    paths: ['api', 'worker'],
    kept: ['web'],
  });
  expect(readdirSync(at('web'))).toEqual(['mine']);
});

test('a run that was turning back is turned back, but for what was edited since', async () => {
  await interrupted(3);
  renameSync(at('.helm-prod/txn/journal'), at('.helm-prod/txn/journal.back'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  writeFileSync(at('web/file-0.yaml'), 'edited');
  expect(recover(workspace)).toEqual({ recovered: 'undone', paths: [], kept: ['web'] });
  expect(readdirSync(workspace)).toEqual(['web']);
  expect(readFileSync(at('web/file-0.yaml'), 'utf8')).toBe('edited');
});

test('a run that can go neither on nor back leaves that to the next one', async () => {
  const stop = watchSteps(workspace, ({ path, to }) => {
    if (to !== at('worker') && path !== at('api')) return;
    return () => {
      throw Object.assign(new Error('no'), { code: 'EACCES' });
    };
  });
  await expect(commit(charts, workspace)).rejects.toThrow(
    'cannot write worker: permission denied (EACCES); choose a folder you may write to, or change ' +
      'its permissions (what is there already could not be taken back: the next run will)',
  );
  stop();
  expect(existsSync(at('api'))).toBe(true);
  expect(recover(workspace)).toMatchObject({ recovered: 'undone', kept: [] });
  expect(snapshot(workspace).size).toBe(0);
});

test('the next commit recovers by itself', async () => {
  lockFor(idOf({}));
  await commit(makePlan([unit('my-app', 2)]), workspace);
  expect(readdirSync(workspace)).toEqual(['my-app']);
});

test('a recovery that cannot go on says so, and stays possible', async () => {
  await interrupted(2);
  mkdirSync(at('elsewhere'));
  const stop = watchSteps(workspace, ({ to }) => {
    if (to !== at('worker')) return;
    return () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
  });
  expect(() => recover(workspace)).toThrow(
    'an interrupted run could not be finished: cannot write worker: ' +
      'the disk is full (ENOSPC); free some space and run the command again',
  );
  stop();
  expect(recover(workspace)).toMatchObject({ recovered: 'finished' });
});

test('a dead run in a folder that cannot be written is told in one line', () => {
  lockFor(idOf({}));
  const stop = watchSteps(workspace, () => () => {
    throw Object.assign(new Error('no'), { code: 'EROFS' });
  });
  expect(() => recover(workspace)).toThrow(
    'cannot write .helm-prod/txn: the file system is read-only (EROFS); choose a folder on another',
  );
  stop();
  expect(recover(workspace)).toMatchObject({ recovered: 'discarded' });
});

test('a live run is waited for, then named', async () => {
  const { pid, start } = live();
  lockFor(idOf({ pid, start }));
  const message =
    `another run (pid ${pid}) is writing here; wait for it to end, ` +
    'or remove .helm-prod/txn if it is not yours';
  await expect(commit(charts, workspace)).rejects.toThrow(message);
  expect(() => recover(workspace)).toThrow(message);
  expect(readdirSync(at('.helm-prod'))).toEqual(['txn']);
  setTimeout(() => rmSync(at('.helm-prod'), { recursive: true }), 100);
  await commit(charts, workspace);
  expect(readdirSync(workspace)).toEqual(['api', 'web', 'worker']);
});

test.runIf(onLinux)('a pid that has been given to another process does not count', () => {
  const { pid, start } = live();
  expect(isDead(idOf({ pid, start }), 0)).toBe(false);
  expect(isDead(idOf({ pid, start: '7' }), 0)).toBe(true);
});

test('an ended process is dead, whatever its lock looks like', () => {
  expect(isDead(idOf({}), 0)).toBe(true);
  expect(isDead(ownId(), 0)).toBe(true);
});

test('on another machine or in another container only age can tell', () => {
  const { pid, start } = live();
  expect(isDead(idOf({ pid, start, place: 'elsewhere' }), MINUTES)).toBe(false);
  expect(isDead(idOf({ pid, start, place: 'elsewhere' }), 11 * MINUTES)).toBe(true);
  expect(isDead('nonsense', MINUTES)).toBe(false);
  expect(isDead('nonsense', 11 * MINUTES)).toBe(true);
});

test('a lock from elsewhere is broken once it is old', async () => {
  lockFor(idOf({ place: 'elsewhere' }));
  expect(() => recover(workspace)).toThrow('another run (pid 999999999)');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * MINUTES });
  expect(recover(workspace)).toMatchObject({ recovered: 'discarded' });
});

test('what has been recovered once is not recovered again', async () => {
  await interrupted(2);
  const results = [recover(workspace), recover(workspace)];
  expect(results.map(({ recovered }) => recovered)).toEqual(['finished', 'nothing']);
});

test('what is not ours is not touched', async () => {
  const plan = makePlan([unit('my-app', 1)]);
  writeFileSync(at('.helm-prod'), 'mine');
  const message = /^\.helm-prod(\/txn)? was not made by this program.*move it away$/;
  await expect(commit(plan, workspace)).rejects.toThrow(message);
  expect(() => recover(workspace)).toThrow(message);
  rmSync(at('.helm-prod'));

  symlinkSync(tmpdir(), at('.helm-prod'));
  await expect(commit(plan, workspace)).rejects.toThrow(message);
  expect(() => recover(workspace)).toThrow(message);
  rmSync(at('.helm-prod'));

  mkdirSync(at('.helm-prod/txn'), { recursive: true });
  writeFileSync(at('.helm-prod/txn/mine'), 'mine');
  await expect(commit(plan, workspace)).rejects.toThrow(message);
  expect(() => recover(workspace)).toThrow(message);
  expect([...snapshot(workspace).keys()]).toEqual([
    '.helm-prod',
    '.helm-prod/txn',
    '.helm-prod/txn/mine',
  ]);
});

test('a journal that came with a downloaded folder does not lead out of it', async () => {
  const target = `../${workspace.split('/').at(-1)}-outside`;
  for (const operations of [
    [{ kind: 'place', path: target, replaces: null }],
    [{ kind: 'place', path: '/etc/x', replaces: null }],
    [{ kind: 'unknown', path: 'x', replaces: null }],
    [null],
    'x',
  ]) {
    lockFor(idOf({}));
    writeFileSync(at('.helm-prod/txn/journal'), JSON.stringify({ version: 1, operations }));
    mkdirSync(join(at('.helm-prod/txn/stage'), target), { recursive: true });
    expect(() => recover(workspace)).toThrow(/written by another version/);
    expect(existsSync(at(target))).toBe(false);
    rmSync(at('.helm-prod'), { recursive: true });
  }
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  symlinkSync(outside, at('link'));
  lockFor(idOf({}));
  const operations = [{ kind: 'place', path: 'link/x', replaces: null }];
  writeFileSync(at('.helm-prod/txn/journal'), JSON.stringify({ version: 1, operations }));
  mkdirSync(at('.helm-prod/txn/stage/link/x'), { recursive: true });
  expect(() => recover(workspace)).toThrow('link is a symbolic link');
  expect(readdirSync(outside)).toEqual([]);
  rmSync(outside, { recursive: true });
});

test('runs at the same time in one folder all succeed', { timeout: 60_000 }, async () => {
  const { build } = await import('esbuild');
  const script = at('run.mjs');
  await build({
    stdin: {
      contents:
        "import { commit } from './generators/shell/commit/commit.ts';" +
        "import { makePlan } from './generators/core/plan.ts';" +
        "import { unit } from './test/kill/plans.ts';" +
        'await commit(makePlan([unit(process.argv[2], 20)]), process.cwd());',
      resolveDir: new URL('../..', import.meta.url).pathname,
    },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  mkdirSync(at('work'));
  const names = Array.from({ length: 8 }, (_, index) => `chart-${index}`);
  const codes = await Promise.all(
    names.map(
      (name) =>
        new Promise((resolve) => {
          const child = spawn(process.execPath, [script, name], { cwd: at('work') });
          children.push(child);
          child.on('close', resolve);
        }),
    ),
  );
  expect(codes).toEqual(names.map(() => 0));
  expect(readdirSync(at('work'))).toEqual(names);
});
