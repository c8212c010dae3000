import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePlan, type Plan } from '../../generators/core/plan.ts';
import { CommitError, commit, recover } from '../../generators/shell/commit/commit.ts';
import { unit } from '../kill/plans.ts';
import { same, snapshot } from '../kill/snapshot.ts';
import { type Step, watchSteps } from '../kill/steps.mjs';

let workspace: string;
const umask = process.umask();

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'commit-'));
});

afterEach(() => {
  process.umask(umask);
  rmSync(workspace, { recursive: true, force: true });
});

function at(path: string): string {
  return join(workspace, path);
}

/** Commits where that must fail: in one line, and with nothing changed. */
async function failure(plan: Plan): Promise<CommitError> {
  const before = snapshot(workspace);
  const error = await commit(plan, workspace).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CommitError);
  expect((error as CommitError).message).not.toMatch(/\n/);
  expect(snapshot(workspace)).toEqual(before);
  return error as CommitError;
}

test('a chart is written with every byte, and nothing else', async () => {
  process.umask(0o022);
  const chart = unit('my-app', 45);
  await commit(makePlan([chart]), workspace);
  const found = snapshot(workspace);
  for (const file of chart.files.values()) {
    const mode = file.mode === 0o777 ? '755' : '644';
    expect(found.get(`my-app/${file.path}`)).toBe(`file ${mode} ${file.body}`);
  }
  expect(found.size).toBe(45 + 5);
  expect(found.get('my-app/templates')).toBe('folder 755');
});

test('modes follow the umask', async () => {
  process.umask(0o027);
  await commit(makePlan([unit('my-app', 15)]), workspace);
  const found = snapshot(workspace);
  expect(found.get('my-app')).toBe('folder 750');
  expect(found.get('my-app/file-0.yaml')).toMatch(/^file 640 /);
  expect(found.get('my-app/tests/file-13.yaml')).toMatch(/^file 750 /);
});

test('folders above a chart are made, and those that are there are kept', async () => {
  mkdirSync(at('deploy'));
  writeFileSync(at('deploy/notes'), 'mine');
  await commit(makePlan([unit('deploy/charts/my-app', 3)]), workspace);
  expect(existsSync(at('deploy/charts/my-app/file-0.yaml'))).toBe(true);
  expect(snapshot(workspace).get('deploy/notes')).toMatch(/mine$/);
});

test('an empty folder is filled and keeps its mode', async () => {
  mkdirSync(at('my-app'), { mode: 0o710 });
  await commit(makePlan([unit('my-app', 3)]), workspace);
  expect(snapshot(workspace).get('my-app')).toBe('folder 710');
  expect(existsSync(at('my-app/file-0.yaml'))).toBe(true);
});

test('the current folder is filled without being replaced', async () => {
  await commit(makePlan([unit('.', 45)]), workspace);
  expect(snapshot(workspace).size).toBe(45 + 4);
});

test('charts of one plan may lie in each other', async () => {
  mkdirSync(at('shop'));
  await commit(
    makePlan([unit('shop/charts/api', 2), unit('shop', 2), unit('tools', 1)]),
    workspace,
  );
  expect([...snapshot(workspace).keys()]).toEqual([
    'shop',
    'shop/charts',
    'shop/charts/api',
    'shop/charts/api/file-0.yaml',
    'shop/charts/api/templates',
    'shop/charts/api/templates/file-1.yaml',
    'shop/file-0.yaml',
    'shop/templates',
    'shop/templates/file-1.yaml',
    'tools',
    'tools/file-0.yaml',
  ]);
});

test('an empty plan touches nothing', async () => {
  await commit(makePlan([]), join(workspace, 'nowhere'));
  expect(snapshot(workspace).size).toBe(0);
});

test('a folder that is not empty is refused', async () => {
  mkdirSync(at('charts/my-app'), { recursive: true });
  writeFileSync(at('charts/my-app/x'), 'mine');
  const error = await failure(makePlan([unit('charts/other', 3), unit('charts/my-app', 3)]));
  expect(error.code).toBe('OCCUPIED');
  expect(error.message).toBe(
    'charts/my-app is not empty; choose another folder, or empty it first',
  );
});

test('the current folder is refused where it is not empty', async () => {
  writeFileSync(at('x'), 'mine');
  expect((await failure(makePlan([unit('.', 3)]))).code).toBe('OCCUPIED');
});

test('a file where a folder should be is refused, at the end of the path and above', async () => {
  writeFileSync(at('charts'), 'mine');
  for (const root of ['charts', 'charts/my-app']) {
    const error = await failure(makePlan([unit(root, 3)]));
    expect(error.message).toBe(
      'charts is a file where a folder should be; move it away or choose another name',
    );
  }
});

test('a symbolic link is never followed, wherever it leads', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  symlinkSync(outside, at('charts'));
  symlinkSync('nowhere', at('my-app'));
  for (const root of ['charts', 'charts/api', 'my-app', 'my-app/x']) {
    const error = await failure(makePlan([unit(root, 3)]));
    expect(error.code).toBe('SYMLINK');
    expect(error.message).toMatch(/^(charts|my-app) is a symbolic link, which is never followed/);
  }
  expect(snapshot(outside).size).toBe(0);
  rmSync(outside, { recursive: true });
});

test('paths that lead out are refused even where nobody checked them before', async () => {
  const { files } = unit('a', 1);
  await expect(
    commit({ units: [{ root: '../a', files }], updates: [] }, workspace),
  ).rejects.toThrow('".."');
  await expect(
    commit({ units: [{ root: '.helm-prod', files }], updates: [] }, workspace),
  ).rejects.toThrow('.helm-prod is needed while writing; choose another name');
});

test('a workspace that is not there, or is a file, is named', async () => {
  writeFileSync(at('file'), '');
  const plan = makePlan([unit('my-app', 1)]);
  await expect(commit(plan, at('no\nwhere'))).rejects.toThrow(
    /^cannot write ".*no\\nwhere": the folder it belongs in is not there \(ENOENT\); create that/,
  );
  await expect(commit(plan, at('file'))).rejects.toThrow(/a file is where a folder should be/);
});

/** Makes one step, or all from it on, fail with a code. */
function failing(code: string, from: number, to: number): { stop: () => void; steps: Step[] } {
  const steps: Step[] = [];
  const stop = watchSteps(workspace, (step) => {
    steps.push(step);
    if (steps.length < from || steps.length > to) return;
    return () => {
      throw Object.assign(new Error(`${code}: made up, ${step.call}\n`), { code });
    };
  });
  return { stop, steps };
}

const PLANS_TO_FAIL: [name: string, plan: Plan, prepare: () => void][] = [
  ['one chart', makePlan([unit('deploy/charts/my-app', 12)]), () => {}],
  ['one chart in an empty folder', makePlan([unit('my-app', 12)]), () => mkdirSync(at('my-app'))],
  [
    'several charts',
    makePlan([unit('charts/api', 6), unit('charts/web', 6), unit('charts/worker', 6)]),
    () => {
      mkdirSync(at('charts/worker'), { recursive: true, mode: 0o750 });
      mkdirSync(at('charts/old'));
    },
  ],
  ['the current folder', makePlan([unit('.', 12)]), () => {}],
];

test.each(PLANS_TO_FAIL)('%s: any single failing step puts all back', async (_, plan, prepare) => {
  const codes = ['ENOSPC', 'EACCES', 'EROFS', 'EIO'];
  let failed = 0;
  for (let step = 1; ; step += 1) {
    prepare();
    const before = snapshot(workspace);
    const { stop, steps } = failing(codes[step % codes.length] ?? '', step, step);
    const error = await commit(plan, workspace).catch((reason: unknown) => reason);
    stop();
    if (steps.length < step) break;
    const where = `step ${step}: ${JSON.stringify(steps[step - 1])}`;
    if (error !== undefined) {
      failed += 1;
      expect(error, where).toBeInstanceOf(CommitError);
      expect((error as CommitError).message, where).toMatch(/^cannot write [^\n]+; [^\n]+$/);
      expect(same(snapshot(workspace, { home: false }), before), where).toBe(true);
    }
    recover(workspace);
    const end = snapshot(workspace);
    expect(end.has('.helm-prod'), where).toBe(false);
    expect(same(end, before), where).toBe(error !== undefined);
    rmSync(workspace, { recursive: true });
    mkdirSync(workspace);
  }
  expect(failed).toBeGreaterThan(40);
});

test.each(PLANS_TO_FAIL)(
  '%s: a disk that fails for good leaves all or nothing',
  async (_, plan, prepare) => {
    prepare();
    await commit(plan, workspace);
    const whole = snapshot(workspace);
    let finished = 0;
    for (let step = 1; ; step += 1) {
      rmSync(workspace, { recursive: true });
      mkdirSync(workspace);
      prepare();
      const before = snapshot(workspace);
      const { stop, steps } = failing('EROFS', step, Number.POSITIVE_INFINITY);
      await commit(plan, workspace).catch((reason: unknown) => {
        expect(reason).toBeInstanceOf(CommitError);
      });
      stop();
      if (steps.length < step) break;
      recover(workspace);
      const end = snapshot(workspace);
      if (same(end, whole)) finished += 1;
      else expect(end, `step ${step}: ${JSON.stringify(steps[step - 1])}`).toEqual(before);
    }
    expect(finished).toBeGreaterThan(0);
  },
);
