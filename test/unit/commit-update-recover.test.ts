import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Plan } from '../../generators/core/plan.ts';
import { commit, recover } from '../../generators/shell/commit/commit.ts';
import { ownerFile, ownId } from '../../generators/shell/commit/owner.ts';
import { PLANS } from '../kill/plans.ts';
import { type Snapshot, snapshot } from '../kill/snapshot.ts';
import { watchSteps } from '../kill/steps.mjs';
import { layOut } from '../kill/updates.ts';

const update = PLANS.update as Plan;

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'update-'));
  layOut(at('my-app'));
});

afterEach(() => rmSync(workspace, { recursive: true, force: true }));

function at(path: string): string {
  return join(workspace, path);
}

/** Leaves the workspace as a kill does ahead of the move of a file to its place, or of the end. */
async function interrupted(path: string | null): Promise<void> {
  let isOver = false;
  const stop = watchSteps(workspace, ({ call, path: from, to }) => {
    if (call !== 'renameSync') return undefined;
    if (path === null ? from.endsWith('/txn') : to === at(path)) isOver = true;
    return isOver ? gone : undefined;
  });
  await commit(update, workspace).catch(() => {});
  stop();
  expect(existsSync(at('.helm-prod/txn/journal'))).toBe(true);
}

/** The same ahead of any step; returns how many there were. */
async function cutOff(number: number): Promise<number> {
  let steps = 0;
  const stop = watchSteps(workspace, () => {
    steps += 1;
    return steps < number ? undefined : gone;
  });
  await commit(update, workspace).catch(() => {});
  stop();
  return steps;
}

function gone(): never {
  throw Object.assign(new Error('gone'), { code: 'EIO' });
}

function renew(): void {
  rmSync(at('my-app'), { recursive: true });
  layOut(at('my-app'));
}

const oldText = 'name: my-app\nversion: 0.1.0\n';
const newText = 'name: my-app\nversion: 0.2.0\n';

function chart(): string {
  return readFileSync(at('my-app/Chart.yaml'), 'utf8');
}

test('an update that was cut off is carried to its end', async () => {
  const whole = mkdtempSync(join(tmpdir(), 'update-'));
  layOut(join(whole, 'my-app'));
  await commit(update, whole);
  await interrupted('my-app/templates/pod.yaml');
  expect(chart()).toBe(newText);
  const { recovered, paths, kept } = recover(workspace);
  expect({ recovered, kept }).toEqual({ recovered: 'finished', kept: [] });
  expect(paths).toEqual(update.updates[0]?.changes.map(({ path }) => `my-app/${path}`));
  expect(snapshot(workspace)).toEqual(snapshot(whole));
  rmSync(whole, { recursive: true });
});

test('what has been edited since stays', async () => {
  await interrupted('my-app/templates/pod.yaml');
  appendFileSync(at('my-app/values.yaml'), 'edit: true\n');
  appendFileSync(at('my-app/templates/pod.yaml'), '# edit\n');
  appendFileSync(at('my-app/templates/hpa.yaml'), '# edit\n');
  writeFileSync(at('my-app/dashboards/json/app.json'), 'mine');
  unlinkSync(at('my-app/run.sh'));
  expect(recover(workspace)).toMatchObject({
    recovered: 'finished',
    kept: [
      'my-app/values.yaml',
      'my-app/run.sh',
      'my-app/templates/pod.yaml',
      'my-app/templates/hpa.yaml',
      'my-app/dashboards/json/app.json',
    ],
  });
  expect(readFileSync(at('my-app/values.yaml'), 'utf8')).toMatch(/metrics: true\r\nedit: true\n$/);
  expect(readFileSync(at('my-app/templates/pod.yaml'), 'utf8')).toMatch(/ünïcödé\n# edit\n$/);
  expect(readFileSync(at('my-app/dashboards/json/app.json'), 'utf8')).toBe('mine');
  expect(existsSync(at('my-app/run.sh'))).toBe(false);
  expect(existsSync(at('my-app/dashboards/load.sh'))).toBe(true);
});

test('whenever a run is cut off, an edit made since stays and all else is old or new', async () => {
  const filesBut = (path: string): Snapshot =>
    new Map([...snapshot(at('my-app'))].filter(([at, it]) => at !== path && it.startsWith('file')));
  const paths = (update.updates[0]?.changes ?? []).map(({ path }) => path);
  for (let number = 1; ; number += 1) {
    const path = paths[number % paths.length] ?? '';
    renew();
    const before = filesBut(path);
    await commit(update, workspace);
    const after = filesBut(path);
    renew();
    if ((await cutOff(number)) < number) break;
    mkdirSync(dirname(at(`my-app/${path}`)), { recursive: true });
    writeFileSync(at(`my-app/${path}`), 'edit');
    recover(workspace);
    const where = `step ${number}, edit of ${path}`;
    expect(readFileSync(at(`my-app/${path}`), 'utf8'), where).toBe('edit');
    expect([before, after], where).toContainEqual(filesBut(path));
  }
});

test('work that went on after a kill at the very end stays', async () => {
  await interrupted(null);
  appendFileSync(at('my-app/values.yaml'), 'edit: true\n');
  writeFileSync(at('my-app/templates/hpa.yaml'), 'kind: HorizontalPodAutoscaler\n');
  unlinkSync(at('my-app/templates/metrics.yaml'));
  const before = snapshot(workspace, { home: false });
  expect(recover(workspace)).toMatchObject({
    recovered: 'finished',
    kept: ['my-app/values.yaml', 'my-app/templates/hpa.yaml', 'my-app/templates/metrics.yaml'],
  });
  expect(snapshot(workspace)).toEqual(before);
});

test('where all old files were put back, as by git, the rest goes back too', async () => {
  const before = snapshot(workspace);
  await interrupted('my-app/dashboards/load.sh');
  layOut(at('my-app'));
  expect(existsSync(at('my-app/templates/metrics.yaml'))).toBe(true);
  expect(recover(workspace)).toEqual({ recovered: 'undone', paths: [], kept: [] });
  expect(snapshot(workspace)).toEqual(before);
});

test('where only one was put back, it stays so', async () => {
  await interrupted('my-app/dashboards/load.sh');
  writeFileSync(at('my-app/Chart.yaml'), oldText);
  expect(recover(workspace)).toMatchObject({ recovered: 'finished', kept: ['my-app/Chart.yaml'] });
  expect(chart()).toBe(oldText);
});

test('a run that was turning back is turned back, but for what was edited since', async () => {
  const before = new Map(snapshot(workspace));
  await interrupted(null);
  renameSync(at('.helm-prod/txn/journal'), at('.helm-prod/txn/journal.back'));
  appendFileSync(at('my-app/Chart.yaml'), '# edit\n');
  writeFileSync(at('my-app/templates/metrics.yaml'), 'mine');
  expect(recover(workspace)).toEqual({
    recovered: 'undone',
    paths: [],
    kept: ['my-app/templates/metrics.yaml', 'my-app/Chart.yaml'],
  });
  const end = new Map(snapshot(workspace));
  expect(end.get('my-app/templates/metrics.yaml')).toMatch(/ mine$/);
  end.delete('my-app/templates/metrics.yaml');
  expect(end.get('my-app/Chart.yaml')).toBe(`file 644 ${newText}# edit\n`);
  expect(end.set('my-app/Chart.yaml', before.get('my-app/Chart.yaml') ?? '')).toEqual(before);
});

test('a chart that was thrown away or moved since does not come back in parts', async () => {
  for (const direction of ['journal', 'journal.back']) {
    await interrupted('my-app/templates/pod.yaml');
    renameSync(at('.helm-prod/txn/journal'), at(`.helm-prod/txn/${direction}`));
    rmSync(at('my-app'), { recursive: true });
    expect(recover(workspace).kept).toContain('my-app/Chart.yaml');
    expect(snapshot(workspace).size).toBe(0);
    layOut(at('my-app'));
  }
});

test('a link that was put on the way since is not followed', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  await interrupted('my-app/templates/pod.yaml');
  renameSync(at('my-app'), join(outside, 'my-app'));
  symlinkSync(join(outside, 'my-app'), at('my-app'));
  const before = snapshot(outside);
  expect(() => recover(workspace)).toThrow('my-app is a symbolic link, which is never followed');
  expect(snapshot(outside)).toEqual(before);
  rmSync(outside, { recursive: true });
});

test.each([
  { kind: 'file', path: '../x', slot: 0, was: null, becomes: 'x' },
  { kind: 'file', path: 'x', slot: '../../../x', was: null, becomes: 'x' },
  { kind: 'file', path: 'x', slot: 0, was: 1, becomes: null },
  { kind: 'file', path: 'x', slot: 0, was: null },
  { kind: 'make-folder', path: '../x' },
  { kind: 'remove-folder', path: '/x', mode: 0 },
  { kind: 'remove-folder', path: 'x', mode: 'x' },
])('a journal that holds %j is not obeyed', (operation) => {
  const before = snapshot(workspace);
  mkdirSync(at('.helm-prod/txn'), { recursive: true });
  const owner = ['999999999', '1', ownId().split('.')[2], 'other'].join('.');
  writeFileSync(at(`.helm-prod/txn/${ownerFile(owner)}`), '');
  writeFileSync(
    at('.helm-prod/txn/journal'),
    JSON.stringify({ version: 1, operations: [operation] }),
  );
  expect(() => recover(workspace)).toThrow(/written by another version/);
  expect(snapshot(workspace, { home: false })).toEqual(before);
});
