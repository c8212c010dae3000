import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Plan } from '../../generators/core/plan.ts';
import { CommitError, commit, recover } from '../../generators/shell/commit/commit.ts';
import { buildChild } from '../kill/build-child.ts';
import { PLANS } from '../kill/plans.ts';
import { type Snapshot, same, snapshot } from '../kill/snapshot.ts';
import { type Step, watchSteps } from '../kill/steps.mjs';
import { layOut } from '../kill/updates.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const longAgo = new Date('2024-02-03T04:05:06Z');
const update = PLANS.update as Plan;
const updateAndNew = PLANS.updateAndNew as Plan;

let programs: string;
let program: string;
let workspace: string;

beforeAll(async () => {
  programs = mkdtempSync(join(tmpdir(), 'update-child-'));
  chmodSync(programs, 0o755);
  program = await buildChild(programs);
});

afterAll(() => rmSync(programs, { recursive: true }));

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'update-'));
  prepare();
});

afterEach(() => rmSync(workspace, { recursive: true, force: true }));

function at(path: string): string {
  return join(workspace, path);
}

function prepare(): void {
  layOut(at('my-app'));
  layOut(at('charts/old'));
  utimesSync(at('my-app/values.yaml'), longAgo, longAgo);
}

function fresh(): void {
  rmSync(workspace, { recursive: true });
  mkdirSync(workspace);
  prepare();
}

/** Makes steps fail; `when` gets each step with its number. */
function failing(code: string, when: (step: Step, number: number) => boolean) {
  const steps: Step[] = [];
  const stop = watchSteps(workspace, (step) => {
    steps.push(step);
    if (!when(step, steps.length)) return;
    return () => {
      throw Object.assign(new Error(`${code}: made up, ${step.call}\n`), { code });
    };
  });
  return { stop, steps };
}

async function failure(plan: Plan): Promise<CommitError | undefined> {
  return commit(plan, workspace).then(
    () => undefined,
    (reason: unknown) => {
      expect(reason).toBeInstanceOf(CommitError);
      return reason as CommitError;
    },
  );
}

async function outcomes(plan: Plan): Promise<{ before: Snapshot; after: Snapshot }> {
  const before = snapshot(workspace);
  await commit(plan, workspace);
  const after = snapshot(workspace);
  fresh();
  return { before, after };
}

test('any single failing step puts all back, and the next run ends it', async () => {
  const { before, after } = await outcomes(updateAndNew);
  const codes = ['ENOSPC', 'EACCES', 'EROFS', 'EIO'];
  let failed = 0;
  for (let number = 1; ; number += 1) {
    const { stop, steps } = failing(codes[number % codes.length] ?? '', (_, at) => at === number);
    const error = await failure(updateAndNew);
    stop();
    if (steps.length < number) break;
    const where = `step ${number}: ${JSON.stringify(steps[number - 1])}`;
    if (error !== undefined) {
      failed += 1;
      expect(error.message, where).toMatch(/^cannot write [^\n]+; [^\n]+$/);
      expect(same(snapshot(workspace, { home: false }), before), where).toBe(true);
      expect(lstatSync(at('my-app/values.yaml')).mtime, where).toEqual(longAgo);
    }
    recover(workspace);
    expect(snapshot(workspace), where).toEqual(error === undefined ? after : before);
    fresh();
  }
  expect(failed).toBeGreaterThan(100);
});

test('a disk that fails for good leaves the old or the new charts', async () => {
  const { before, after } = await outcomes(update);
  let finished = 0;
  for (let number = 1; ; number += 1) {
    const { stop, steps } = failing('EROFS', (_, at) => at >= number);
    await failure(update);
    stop();
    if (steps.length < number) break;
    recover(workspace);
    const end = snapshot(workspace);
    if (same(end, after)) finished += 1;
    else expect(end, `step ${number}: ${JSON.stringify(steps[number - 1])}`).toEqual(before);
    fresh();
  }
  expect(finished).toBeGreaterThan(0);
});

test('where there are no hard links, copies bring the old files back', async () => {
  const { before, after } = await outcomes(update);
  const { stop } = failing(
    'EPERM',
    ({ call, path, to }) =>
      call === 'linkSync' || (call === 'renameSync' && (to ?? path).endsWith('load.sh')),
  );
  const error = await failure(update);
  stop();
  expect(error?.message).toBe(
    'cannot write my-app/dashboards/load.sh: it is not permitted (EPERM); choose a folder you ' +
      'may write to, or change its permissions (everything is as it was)',
  );
  expect(snapshot(workspace)).toEqual(before);
  expect(lstatSync(at('my-app/values.yaml')).mtime).toEqual(longAgo);

  const links = failing('EPERM', ({ call }) => call === 'linkSync');
  expect(await failure(update)).toBeUndefined();
  links.stop();
  expect(snapshot(workspace)).toEqual(after);
});

test('an edit in the last moment stays, and all else goes back', async () => {
  const { before } = await outcomes(update);
  const stop = watchSteps(workspace, ({ call, to }) => {
    if (call === 'renameSync' && to?.endsWith('/templates/pod.yaml')) {
      writeFileSync(at('my-app/run.sh'), 'edited');
      writeFileSync(at('my-app/dashboards/load.sh'), 'mine');
    }
    return undefined;
  });
  const error = await failure(update);
  stop();
  expect(error?.code).toBe('CHANGED');
  expect(error?.message).toBe(
    'my-app/dashboards/load.sh has changed meanwhile; run the command again ' +
      '(everything is as it was)',
  );
  const end = new Map(snapshot(workspace));
  expect(end.get('my-app/run.sh')).toMatch(/ edited$/);
  expect(end.get('my-app/dashboards/load.sh')).toMatch(/ mine$/);
  for (const path of ['my-app/dashboards', 'my-app/dashboards/load.sh']) end.delete(path);
  expect(end.set('my-app/run.sh', before.get('my-app/run.sh') ?? '')).toEqual(before);
});

function giveTo(user: number): void {
  const paths = readdirSync(workspace, { recursive: true, encoding: 'utf8' });
  for (const path of ['.', ...paths]) chownSync(at(path), user, user);
}

/** Commits in a process of an ordinary user. */
function runAsUser({ limit = '' } = {}): { code: number | null; error: string } {
  const result = spawnSync(
    'sh',
    ['-c', `${limit} exec "$0" "$@"`, process.execPath, program, 'update'],
    { cwd: workspace, encoding: 'utf8', ...(isRoot ? { uid: nobody, gid: nobody } : {}) },
  );
  return { code: result.status, error: result.stderr };
}

test('an ordinary user changes an own chart, with every mode kept', async () => {
  const { after } = await outcomes(update);
  if (isRoot) giveTo(nobody);
  expect(runAsUser()).toEqual({ code: 0, error: '' });
  expect(snapshot(workspace)).toEqual(after);
});

test('an ordinary user is told of read-only files and folders before anything is written', () => {
  if (isRoot) giveTo(nobody);
  chmodSync(at('my-app/values.yaml'), 0o444);
  const before = snapshot(workspace);
  expect(runAsUser().error).toMatch(/ my-app\/values\.yaml is read-only; make it writable/);
  chmodSync(at('my-app/values.yaml'), 0o664);

  for (const folder of ['my-app', 'my-app/templates', 'my-app/templates/hooks/more']) {
    const { mode } = lstatSync(at(folder));
    chmodSync(at(folder), 0o555);
    const { error } = runAsUser();
    expect(error).toContain(`cannot write ${folder}: permission denied (EACCES); choose a folder`);
    expect(error).not.toContain('as it was');
    chmodSync(at(folder), mode);
  }
  chmodSync(at('my-app/values.yaml'), 0o444);
  expect(snapshot(workspace)).toEqual(before);
});

test.runIf(isRoot)('what only the system finds out on the way puts all back', () => {
  const before = snapshot(workspace);
  // Sticky: whoever may write there may still not replace the files of others.
  chmodSync(at('my-app/templates'), 0o1777);
  chmodSync(at('my-app/templates/pod.yaml'), 0o666);
  giveTo(nobody);
  for (const path of ['templates', 'templates/pod.yaml']) chownSync(at(`my-app/${path}`), 0, 0);
  const { error } = runAsUser();
  expect(error).toMatch(
    /cannot write my-app\/templates\/pod\.yaml: it is not permitted \(EPERM\); .* \(everything is/,
  );
  chmodSync(at('my-app/templates'), 0o755);
  chmodSync(at('my-app/templates/pod.yaml'), 0o644);
  expect(snapshot(workspace)).toEqual(before);
});

test('a file that grows beyond what the system allows is told, and all put back', () => {
  if (isRoot) giveTo(nobody);
  const before = snapshot(workspace);
  const { code, error } = runAsUser({ limit: 'ulimit -f 1;' });
  expect(code).not.toBe(0);
  expect(error).toContain(
    'cannot write my-app/helm-prod.lock: a file may not be that large (EFBIG); raise the limit',
  );
  expect(snapshot(workspace)).toEqual(before);
});
