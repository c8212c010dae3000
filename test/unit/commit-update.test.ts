import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Change, makePlan, type Plan } from '../../generators/core/plan.ts';
import { CommitError, commit } from '../../generators/shell/commit/commit.ts';
import { fingerprint } from '../../generators/shell/commit/fingerprint.ts';
import { unit } from '../kill/plans.ts';
import { snapshot } from '../kill/snapshot.ts';
import { watchSteps } from '../kill/steps.mjs';
import { added, layOut, removed, replaced, update } from '../kill/updates.ts';

let workspace: string;
const umask = process.umask();

beforeEach(() => {
  process.umask(0o022);
  workspace = mkdtempSync(join(tmpdir(), 'update-'));
  layOut(at('my-app'));
});

afterEach(() => {
  process.umask(umask);
  rmSync(workspace, { recursive: true, force: true });
});

function at(path: string): string {
  return join(workspace, path);
}

function changing(...changes: Change[]): Plan {
  return makePlan([], [{ root: 'my-app', changes }]);
}

/** Commits where that must be refused: in one line, and with nothing changed. */
async function refusal(plan: Plan): Promise<CommitError> {
  const before = snapshot(workspace);
  const error = await commit(plan, workspace).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CommitError);
  expect((error as CommitError).message).not.toMatch(/\n/);
  expect(snapshot(workspace)).toEqual(before);
  return error as CommitError;
}

test('files are replaced, removed and added; the others stay to the byte', async () => {
  const before = snapshot(workspace);
  const { changes } = update('my-app');
  await commit(makePlan([], [update('my-app')]), workspace);
  const after = snapshot(workspace);
  for (const { path, was, body, mode } of changes) {
    const found = after.get(`my-app/${path}`);
    const old = before.get(`my-app/${path}`)?.split(' ')[1];
    const made = mode === 0o777 ? '755' : '644';
    if (body === null) expect(found).toBeUndefined();
    else expect(found).toBe(`file ${was === null ? made : old} ${body}`);
  }
  const touched = new Set(changes.map(({ path }) => `my-app/${path}`));
  for (const [path, found] of before) {
    if (found.startsWith('file') && !touched.has(path)) expect(after.get(path)).toBe(found);
  }
  expect([...after.keys()].filter((path) => !before.has(path))).toEqual([
    'my-app/dashboards',
    'my-app/dashboards/json',
    'my-app/dashboards/json/app.json',
    'my-app/dashboards/load.sh',
    'my-app/templates/metrics.yaml',
  ]);
});

test('a folder that loses its last file goes, one that holds something stays', async () => {
  await commit(
    changing(
      removed('templates/hooks/one.yaml'),
      removed('templates/hooks/more/two.yaml'),
      removed('tests/hpa_test.yaml'),
    ),
    workspace,
  );
  expect(existsSync(at('my-app/templates/hooks'))).toBe(false);
  expect(existsSync(at('my-app/templates'))).toBe(true);
  expect(existsSync(at('my-app/tests/mine_test.yaml'))).toBe(true);
});

test("the chart's own folder stays, and what was empty before too", async () => {
  mkdirSync(at('deploy/api/templates/mine'), { recursive: true });
  writeFileSync(at('deploy/api/templates/pod.yaml'), 'pod');
  const changes = [
    { ...removed('Chart.yaml'), path: 'templates/pod.yaml', was: fingerprint('pod') },
  ];
  await commit(makePlan([], [{ root: 'deploy/api', changes }]), workspace);
  expect(existsSync(at('deploy/api/templates/mine'))).toBe(true);

  mkdirSync(at('deploy/web'));
  writeFileSync(at('deploy/web/Chart.yaml'), 'chart');
  const last = [{ ...removed('Chart.yaml'), was: fingerprint('chart') }];
  await commit(makePlan([], [{ root: 'deploy/web', changes: last }]), workspace);
  expect(statSync(at('deploy/web')).isDirectory()).toBe(true);
});

test('a chart in the current folder is changed in place', async () => {
  const chart = at('my-app');
  await commit(makePlan([], [update('.')]), chart);
  const here = snapshot(chart);
  layOut(at('other'));
  await commit(makePlan([], [update('other')]), workspace);
  expect(snapshot(at('other'))).toEqual(here);
});

test('charts are made and changed in one go, also in each other', async () => {
  const more = { root: 'my-app', changes: [added('charts/README.md', 'read me')] };
  await commit(makePlan([unit('my-app/charts/api', 2), unit('web', 2)], [more]), workspace);
  expect(readFileSync(at('my-app/charts/README.md'), 'utf8')).toBe('read me');
  expect(existsSync(at('my-app/charts/api/file-0.yaml'))).toBe(true);
  expect(existsSync(at('web/file-0.yaml'))).toBe(true);
  expect(existsSync(at('.helm-prod'))).toBe(false);
});

test('a plan that changes nothing touches nothing', async () => {
  const same = readFileSync(at('my-app/Chart.yaml'), 'utf8');
  const gone: Change = { path: 'gone.yaml', was: null, body: null, mode: 0 };
  let steps = 0;
  const stop = watchSteps(workspace, () => {
    steps += 1;
    return undefined;
  });
  await commit(changing(), workspace);
  await commit(changing(replaced('Chart.yaml', same), gone), workspace);
  stop();
  expect(steps).toBe(0);
});

test('what has changed since the plan was made is not written over', async () => {
  writeFileSync(at('my-app/values.yaml'), 'edited');
  const edited = await refusal(makePlan([unit('web', 2)], [update('my-app')]));
  expect(edited.code).toBe('CHANGED');
  expect(edited.message).toBe('my-app/values.yaml has changed meanwhile; run the command again');
  expect((await refusal(changing(removed('values.yaml')))).code).toBe('CHANGED');

  unlinkSync(at('my-app/run.sh'));
  expect((await refusal(changing(replaced('run.sh', 'x')))).code).toBe('CHANGED');
  expect((await refusal(changing(removed('run.sh')))).code).toBe('CHANGED');
  expect((await refusal(changing(added('Chart.yaml', 'x')))).code).toBe('CHANGED');
});

test('a symbolic link is never followed, neither a file nor a folder on the way', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'values.yaml'), readFileSync(at('my-app/values.yaml')));
  unlinkSync(at('my-app/values.yaml'));
  symlinkSync(join(outside, 'values.yaml'), at('my-app/values.yaml'));
  const file = await refusal(changing(removed('run.sh'), replaced('values.yaml', 'x')));
  expect(file.code).toBe('SYMLINK');
  expect(file.message).toBe(
    'my-app/values.yaml is a symbolic link, which is never followed; put the file itself there',
  );
  symlinkSync('nowhere', at('my-app/new.yaml'));
  for (const change of [removed('values.yaml'), added('new.yaml', 'x')]) {
    expect((await refusal(changing(change))).code).toBe('SYMLINK');
  }

  renameSync(at('my-app/templates'), join(outside, 'templates'));
  symlinkSync(join(outside, 'templates'), at('my-app/templates'));
  for (const change of [
    replaced('templates/pod.yaml', 'x'),
    removed('templates/hpa.yaml'),
    added('templates/new/x.yaml', 'x'),
  ]) {
    const folder = await refusal(changing(change));
    expect(folder.code).toBe('SYMLINK');
    expect(folder.message).toMatch(/^my-app\/templates is a symbolic link/);
  }
  expect(existsSync(join(outside, 'templates/hpa.yaml'))).toBe(true);
  rmSync(outside, { recursive: true });
});

test('a folder where a file should be, and the other way round, is named', async () => {
  mkdirSync(at('my-app/new.yaml'));
  const folder = await refusal(changing(added('new.yaml', 'x')));
  expect(folder.message).toBe('my-app/new.yaml is no file, but one should be there; move it away');
  const file = await refusal(changing(added('Chart.yaml/new.yaml', 'x')));
  expect(file.message).toMatch(/^my-app\/Chart.yaml is a file where a folder should be/);
});

test('a read-only file is left alone, even by root', async () => {
  chmodSync(at('my-app/run.sh'), 0o555);
  for (const change of [replaced('run.sh', 'x'), removed('run.sh')]) {
    const error = await refusal(changing(replaced('Chart.yaml', 'x'), change));
    expect(error.code).toBe('READ_ONLY');
    expect(error.message).toMatch(/^my-app\/run\.sh is read-only; make it writable \(chmod u\+w\)/);
  }
});

test.runIf(process.getuid?.() === 0)('root leaves a file to its owner', async () => {
  chownSync(at('my-app/run.sh'), 1234, 4321);
  chmodSync(at('my-app/run.sh'), 0o4755);
  await commit(changing(replaced('run.sh', 'x')), workspace);
  const { uid, gid, mode } = statSync(at('my-app/run.sh'));
  expect({ uid, gid, mode: mode & 0o7777 }).toEqual({ uid: 1234, gid: 4321, mode: 0o4755 });
});

test('the folder of the lock is no place for changes', async () => {
  const changes = [added('.helm-prod/txn/x', 'x')];
  for (const root of ['.', '.helm-prod/old']) {
    await expect(commit(makePlan([], [{ root, changes }]), workspace)).rejects.toThrow(
      '.helm-prod is needed while writing; choose another name',
    );
  }
});
