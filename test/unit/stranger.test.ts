import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { requireTools } from '../../scripts/tools/require.ts';

/** Follows CONTRIBUTING.md as a stranger would, in a copy of the project: a folder and a line. */
const project = join(import.meta.dirname, '../..');
const fixture = join(project, 'test/fixtures/stranger-feature');
const line = "export { default as quota } from './features/quota/feature.ts';";
const contributing = readFileSync(join(project, 'CONTRIBUTING.md'), 'utf8');

const scratch = mkdtempSync(join(tmpdir(), 'helm-prod-stranger-'));
const copy = join(scratch, 'project');
const cli = join(copy, 'dist/cli.cjs');

beforeAll(() => {
  const needed = ['generators', 'templates', 'scripts', 'package.json', 'tsconfig.json'];
  for (const name of needed) cpSync(join(project, name), join(copy, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  cpSync(fixture, join(copy, 'templates/features/quota'), { recursive: true });
  appendFileSync(join(copy, 'templates/catalogue.ts'), `${line}\n`);
  const build = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build/main.ts'], {
    cwd: copy,
    encoding: 'utf8',
    timeout: 120_000,
  });
  expect(build.status, build.stderr).toBe(0);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the example of CONTRIBUTING.md', () => {
  it('is the fixture, word for word, and the line', () => {
    const blocks = new Map(
      [...contributing.matchAll(/^ {3}`([\w./-]+)`\n\n {3}```\w+\n([\s\S]*?)^ {3}```$/gm)].map(
        ([, path = '', text = '']) => [path, text.replace(/^ {3}/gm, '')],
      ),
    );
    const files = filesBelow(fixture);
    const inside = (path: string) => `templates/features/quota/${path}`;
    expect([...blocks.keys()].toSorted()).toEqual([...files.keys()].map(inside).toSorted());
    for (const [path, text] of files) expect(blocks.get(inside(path)), path).toBe(text);
    expect(contributing).toContain(`   ${line}\n`);
  });
});

describe("a stranger's feature", () => {
  it('leaves charts without it as they are, to the byte', () => {
    const before = chart(join(project, 'dist/cli.cjs'), 'before');
    expect(chart(cli, 'without')).toEqual(before);
  });

  it('adds its files, values, schema, rows and lines, and changes nothing else', () => {
    const without = chart(cli, 'without');
    const chosen = chart(cli, 'chosen', ['--quota', '--quota.pods=20']);
    expect([...chosen.keys()].filter((path) => !without.has(path))).toEqual([
      'templates/_quota.tpl',
      'templates/quota.yaml',
      'tests/quota_test.yaml',
    ]);
    const changed = [...without.keys()].filter((path) => chosen.get(path) !== without.get(path));
    expect(changed).toEqual([
      'README.md',
      'helm-prod.lock',
      'helm-prod.yaml',
      'templates/_features.tpl',
      'values-dev.yaml',
      'values.schema.json',
      'values.yaml',
    ]);

    expect(added(without, chosen, 'values.yaml').join('\n')).toMatch(
      /quota:\n +# -- Have a ResourceQuota.*\n +enabled: true\n +# -- Most pods.*\n +pods: 20/,
    );
    const schema = JSON.parse(chosen.get('values.schema.json') ?? '');
    expect(schema.properties.quota.properties.pods).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 10000,
    });
    expect(schema.properties.quota.additionalProperties).toBe(false);
    expect(parse(chosen.get('values-dev.yaml') ?? '').quota).toEqual({ enabled: false });
    expect(parse(chosen.get('helm-prod.yaml') ?? '').quota).toEqual({ enabled: true, pods: 20 });
    expect(added(without, chosen, 'templates/_features.tpl')).toEqual([
      '{{- include "my-app.quota.notes" . }}',
    ]);
    const rows = added(without, chosen, 'README.md');
    expect(rows).toHaveLength(3);
    expect(rows).toContainEqual(expect.stringMatching(/^\| quota\.pods \| int \| `20` \|/));
    expect(rows).toContainEqual(expect.stringMatching(/^\| Pods are refused/));
  });

  it('has its flags in the help, and its bounds in the messages', () => {
    const help = run(cli, ['--help=all']);
    expect(help.stdout).toMatch(/--quota\.enabled .*Have a ResourceQuota/);
    expect(help.stdout).toMatch(/--quota\.pods .*Most pods in the namespace/);
    const refused = run(cli, ['refused', '--quota.pods=0']);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/quota\.pods.*1 to 10000/);
  });

  it('renders, lints and passes its own unit tests', (context) => {
    const tools = requireTools(context, ['helm3', 'helm4', 'helm-unittest']);
    chart(cli, 'verified', ['--quota']);
    const folder = join(scratch, 'verified/my-app');
    for (const helm of [tools.helm3, tools.helm4]) {
      const lint = spawnSync(helm.path, ['lint', '--strict', folder], { encoding: 'utf8' });
      expect(lint.status, lint.stdout + lint.stderr).toBe(0);
      const rendered = spawnSync(helm.path, ['template', folder], { encoding: 'utf8' });
      expect(rendered.stdout).toMatch(/kind: ResourceQuota[\s\S]*pods: "50"/);
    }
    const suite = ['--file', 'tests/quota_test.yaml', folder];
    const tested = spawnSync(tools['helm-unittest'].path, suite, { encoding: 'utf8' });
    expect(tested.status, tested.stdout + tested.stderr).toBe(0);
  });
});

type Files = ReadonlyMap<string, string>;

const charts = new Map<string, Files>();

function chart(program: string, workspace: string, flags: readonly string[] = []): Files {
  const known = charts.get(workspace);
  if (known) return known;
  const made = run(program, ['my-app', '--defaults', '--no-verify', ...flags], workspace);
  expect(made.status, made.stderr).toBe(0);
  const files = filesBelow(join(scratch, workspace, 'my-app'));
  charts.set(workspace, files);
  return files;
}

function run(program: string, args: readonly string[], workspace = 'elsewhere') {
  const cwd = join(scratch, workspace);
  mkdirSync(cwd, { recursive: true });
  return spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
}

function filesBelow(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const named = paths.map((path): [string, string] => [
    relative(folder, path),
    readFileSync(path, 'utf8'),
  ]);
  return new Map(named.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The lines that a file has gained; every line that it had is still there, in its order. */
function added(before: Files, after: Files, path: string): string[] {
  const old = (before.get(path) ?? '').split('\n');
  const gained: string[] = [];
  for (const line of (after.get(path) ?? '').split('\n')) {
    if (line === old[0]) old.shift();
    else gained.push(line);
  }
  expect(old, `${path} lost a line`).toEqual([]);
  return gained;
}
