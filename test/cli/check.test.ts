import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { answersOf, chartOf, goldenFolder, writtenChart } from '../charts/scenarios.ts';
import { filesBelow, runCli, temporaryFolder } from './run-cli.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

type Context = Parameters<typeof requireTools>[0];

const at = (path: string) => join(folder.path, 'my-app', path);

function replaceIn(path: string, from: string, to: string): void {
  const text = readFileSync(at(path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(at(path), text.replace(from, to));
}

/** A chart as a release of the generator has made it. */
function golden(scenario: string): void {
  cpSync(join(goldenFolder, scenario, 'chart'), join(folder.path, 'my-app'), { recursive: true });
}

function toolsFrom(context: Context, helm: 'helm3' | 'helm4' = 'helm4'): Record<string, string> {
  const found = requireTools(context, [helm, 'kubeconform', 'helm-unittest', 'schemas']);
  return {
    HELM_PROD_HELM: found[helm].path,
    HELM_PROD_KUBECONFORM: found.kubeconform.path,
    HELM_PROD_UNITTEST: found['helm-unittest'].path,
    HELM_PROD_SCHEMAS: found.schemas.locations.join(','),
  };
}

/** For what needs no other tool. */
const helmFrom = (context: Context) => ({
  HELM_PROD_HELM: requireTools(context, ['helm4']).helm4.path,
});

const check = (env: Record<string, string>, ...args: string[]) =>
  runCli(['check', 'my-app', ...args], { cwd: folder.path, env });

async function checkedJson(env: Record<string, string>, ...args: string[]) {
  const { code, stdout, stderr } = await check(env, '--json', ...args);
  expect(stderr).toBe('');
  return { code, data: JSON.parse(stdout) };
}

describe.each(['helm3', 'helm4'] as const)('check with %s', (helm) => {
  it('passes a chart as it was made, warns of what is unsafe, and writes nothing', async (context) => {
    golden('first-web');
    const before = filesBelow(folder.path);
    const { code, stdout, stderr } = await check(toolsFrom(context, helm), '--verify');
    expect(stderr).toBe('');
    expect(code, stdout).toBe(0);
    const everywhere = 'values.yaml, dev, staging, prod';
    expect(stdout.split('\n').slice(0, 8)).toEqual([
      'my-app in my-app/',
      '',
      `  ✓ lint        ${everywhere}`,
      `  ✓ render      ${everywhere}`,
      `  ✓ schema      ${everywhere}`,
      expect.stringMatching(/^ {2}✓ unit tests {2}\d+ tests$/),
      `  ✓ rules       the files, ${everywhere}`,
      '  ✓ drift       the files are what the answers make',
    ]);
    expect(stdout).toMatch(
      /^ {2}- The image is the sample one: .*probes, its ports into ports\.$/m,
    );
    expect(stdout).toMatch(/^ {2}- The log level is debug: .* \(dev\)$/m);
    expect(stdout).toMatch(/^Checked {2}6 passed {2}3 warnings$/m);
    expect(filesBelow(folder.path)).toEqual(before);
  });
});

describe('check', () => {
  it('says all of it as one JSON document', async (context) => {
    golden('shop');
    const { code, data } = await checkedJson(toolsFrom(context));
    expect(code).toBe(0);
    expect(data).toMatchObject({
      ok: true,
      command: 'check',
      folder: 'my-app',
      name: 'shop',
      findings: [],
      drift: { files: [], kept: 0 },
      notVerified: [],
    });
    expect(data.steps).toHaveLength(13);
    expect(data.steps[0]).toMatchObject({ check: 'lint', environment: null, outcome: 'passed' });
    expect(data.warnings).toContainEqual({
      message: expect.stringContaining('log level is debug'),
      environments: ['dev'],
    });
  });

  it('is content with a chart that has dependencies, and with edits that break nothing', async (context) => {
    const { folder: made, remove } = writtenChart(await chartOf(await answersOf('agent')));
    try {
      cpSync(made, join(folder.path, 'my-app'), { recursive: true });
    } finally {
      remove();
    }
    appendFileSync(at('values-dev.yaml'), '\n# Ours alone.\n');
    writeFileSync(at('templates/own.yaml'), '{{- /* Ours. */}}\n');
    const { code, data } = await checkedJson(toolsFrom(context));
    expect(data.findings).toEqual([]);
    expect(data.drift).toMatchObject({ files: [], kept: 1 });
    expect(code).toBe(0);
  });

  it('leaves the objects of other charts to their makers, and says so', async (context) => {
    const env = toolsFrom(context);
    const dependencies = [{ name: 'redis', version: '0.1.0', repository: 'file://../redis' }];
    const { folder: made, remove } = writtenChart(await chartOf({ name: 'my-app', dependencies }));
    try {
      cpSync(made, join(folder.path, 'my-app'), { recursive: true });
    } finally {
      remove();
    }
    rmSync(at('charts/redis'), { recursive: true });
    execFileSync(env.HELM_PROD_HELM as string, ['create', at('charts/redis')]);
    const { code, data } = await checkedJson(env);
    expect(data.findings).toEqual([]);
    const words = 'The rules have not judged 4 objects of redis, a chart in charts/.';
    expect(data.notVerified).toEqual([words]);
    expect(code, JSON.stringify(data.steps)).toBe(0);
    expect((await check(env)).stdout).toContain(`Not checked\n  - ${words}\n`);
  });

  it('tells a broken rule once, with the environments in which it is broken', async (context) => {
    golden('first-web');
    const user = 'podSecurityContext:\n  runAsNonRoot: false\n';
    for (const name of ['dev', 'prod']) appendFileSync(at(`values-${name}.yaml`), user);
    const { code, stdout } = await check(helmFrom(context));
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^ {6}Deployment\/my-app spec\.template\.spec\.securityContext\.runAsNonRoot: .* \[run-as-non-root\] in dev, prod\n {8}Set runAsNonRoot/m,
    );
    const { data } = await checkedJson(helmFrom(context));
    expect(data.ok).toBe(false);
    expect(data.findings).toContainEqual(
      expect.objectContaining({ rule: 'run-as-non-root', environments: ['dev', 'prod'] }),
    );
  });

  it('tells of a template that is broken in one environment, and looks at the others', async (context) => {
    golden('first-web');
    writeFileSync(
      at('templates/own.yaml'),
      '{{- if eq .Values.logLevel.level "debug" }}{{ fail "no debugging" }}{{ end }}\n',
    );
    const { code, stdout } = await check(toolsFrom(context));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {2}✗ render {6}fails: dev\n {6}.*own\.yaml.*no debugging$/m);
    expect(stdout).toMatch(
      /^ {2}✓ schema {6}values\.yaml, staging, prod\n {6}nothing was rendered/m,
    );
    expect(stdout).toMatch(/^ {2}✓ rules {7}the files, values\.yaml, staging, prod$/m);
    expect(stdout).not.toMatch(/ at .*\(.*:\d+:\d+\)$/m);
  });

  it('tells of a value that the schema refuses, and of tests that fail', async (context) => {
    golden('first-web');
    appendFileSync(at('values-staging.yaml'), 'replicaCuont: 3\n');
    const { code, data } = await checkedJson(toolsFrom(context));
    expect(code).toBe(1);
    const failed = data.steps.filter(({ outcome }: { outcome: string }) => outcome === 'failed');
    expect(failed.map((step: { check: string }) => step.check)).toEqual([
      'lint',
      'render',
      'unit tests',
    ]);
    expect(failed[1]).toMatchObject({
      environment: 'staging',
      detail: expect.stringContaining('replicaCuont'),
    });
  });

  it('tells what an update would change, and how to do it', async () => {
    golden('first-web');
    replaceIn('helm-prod.yaml', 'port: 8080', 'port: 8081');
    appendFileSync(at('templates/NOTES.txt'), '\nOurs.\n');
    const { code, stdout } = await check({});
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /✗ drift {7}\d+ files? would change; your edits of 1 file stay; run: .* update my-app$/m,
    );
    expect(stdout).toMatch(/^ {6}changed {2}values\.yaml$/m);
    expect(stdout).not.toMatch(/^ {6}\w+ +helm-prod\./m);
  });

  it('misses the lock, without which no update can tell edits', async () => {
    golden('bare');
    rmSync(at('helm-prod.lock'));
    const { code, data } = await checkedJson({});
    expect(code).toBe(1);
    expect(data.drift).toMatchObject({ files: [{ path: 'helm-prod.lock', action: 'new' }] });
  });

  it('tells of conflicts that are left undecided', async () => {
    golden('bare');
    appendFileSync(at('README.md'), '<<<<<<< yours\na\n=======\nb\n>>>>>>> new\n');
    const { code, data } = await checkedJson({});
    expect(code).toBe(1);
    expect(data.findings).toEqual([
      expect.objectContaining({ rule: 'conflict-marker', object: 'README.md', environments: [] }),
    ]);
  });
});

describe('check without tools', () => {
  it('looks at what needs none, says what it did not look at, and fails where all is demanded', async () => {
    golden('first-web');
    const { code, stdout, stderr } = await check({});
    expect(stderr).toBe('');
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/^ {2}- lint {8}helm was not found on PATH/m);
    expect(stdout).toMatch(/^ {2}✓ rules {7}the files$/m);
    expect(stdout).toMatch(/^ {2}✓ drift/m);
    expect(stdout).toMatch(/^Not checked\n {2}- helm was not found .*get it/m);
    expect((await check({}, '--verify')).code).toBe(4);
    expect((await check({ CI: 'true' })).code).toBe(4);
    appendFileSync(at('templates/NOTES.txt'), 'a\n<<<<<<< yours\n');
    expect((await check({}, '--verify')).code).toBe(1);
    const { stdout: help } = await check({}, '--help');
    expect(help).toContain(' 1 failed, or check found something ');
    expect(help).toContain(' 4 verification failed after writing, or was impossible ');
  });

  it('says in one line that not all is well where it is to be quiet', async () => {
    golden('bare');
    expect(await check({}, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    rmSync(at('templates/deployment.yaml'));
    writeFileSync(at('Chart.yaml'), 'a: [\n');
    const { code, stdout, stderr } = await check({}, '--quiet');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error my-app\/: not all is well; see .* check my-app\n$/);
  });

  it('is refused where there is no chart, with where charts are', async () => {
    golden('bare');
    mkdirSync(join(folder.path, 'empty'));
    const run = (...args: string[]) => runCli(['check', ...args], { cwd: folder.path });
    const here = await run();
    expect(here.code).toBe(2);
    expect(here.stdout).toBe('');
    expect(here.stderr).toMatch(/^error this folder: .* check my-app\n$/);
    expect((await run('empty')).stderr).toMatch(/^error empty: .*\n$/);
    expect((await run('my-app', 'empty')).stderr).toMatch(/^error empty: one folder is enough\n$/);
    expect((await run('my-app', '--dry-run')).code).toBe(2);
  });

  it('says which answer is wrong', async () => {
    golden('bare');
    replaceIn('helm-prod.yaml', 'port: 8080', 'port: many');
    const { code, stderr } = await check({});
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error my-app\/helm-prod\.yaml: port: .*\n$/);
  });
});
