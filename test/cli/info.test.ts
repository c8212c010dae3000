import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { goldenFolder } from '../charts/scenarios.ts';
import { filesBelow, runCli, temporaryFolder } from './run-cli.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

type Context = Parameters<typeof requireTools>[0];
type Helm = 'helm3' | 'helm4';

const at = (path: string) => join(folder.path, 'chart', path);

function golden(scenario: string): void {
  cpSync(join(goldenFolder, scenario, 'chart'), join(folder.path, 'chart'), { recursive: true });
}

const helmFrom = (context: Context, helm: Helm = 'helm4') => ({
  HELM_PROD_HELM: requireTools(context, [helm])[helm].path,
});

async function info(env: Record<string, string>, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(['info', 'chart', ...args], {
    cwd: folder.path,
    env,
  });
  expect(stderr).toBe('');
  expect(code, stdout).toBe(0);
  return stdout;
}

/** A section of the text, by its title. */
function section(text: string, title: string): string[] {
  const lines = text.split('\n');
  const from = lines.indexOf(title);
  if (from === -1) return [];
  const to = lines.findIndex((line, i) => i > from && /^\S/.test(line));
  return lines.slice(from + 1, to === -1 ? undefined : to).filter((line) => line !== '');
}

describe.each(['helm3', 'helm4'] as const)('info with %s', (helm) => {
  it('says what a chart is, and sums what it asks for in each environment', async (context) => {
    golden('shop');
    const before = filesBelow(folder.path);
    const text = await info(helmFrom(context, helm));
    expect(text.split('\n').slice(0, 5)).toEqual([
      'shop 0.1.0 in chart/',
      '  app       3.10',
      '  profile   web',
      '  features  configmap, ingress, service, hpa, pdb, networkpolicy, servicemonitor',
      '  without   values, podmonitor',
    ]);
    expect(section(text, 'Environments')).toEqual([
      '  dev      development  shop-dev      shop.dev.example.com',
      '  prod-eu  production   shop-prod-eu  shop.example.com',
      '  prod-us  production   shop-us       us.shop.example.com',
    ]);
    expect(section(text, 'Your files')).toEqual([]);
    const answers = section(text, 'Answers that are not the default');
    expect(answers).toContainEqual(expect.stringMatching(/^ {2}workload\.size +"L"$/));
    expect(answers).toContainEqual(
      expect.stringMatching(/^ {2}environments\.prod-us\.size +"XL"$/),
    );
    const table = section(text, 'Objects and pods').map((line) => line.trim().split(/ {2,}/));
    expect(table).toContainEqual(['values.yaml', 'dev', 'prod-eu', 'prod-us']);
    expect(table).toContainEqual(['HorizontalPodAutoscaler', '-', '-', '1', '1']);
    expect(table).toContainEqual(['pods', '2', '1', '4 to 20', '3 to 10']);
    expect(table).toContainEqual(['CPU, requested', '1', '100m', '2 to 10', '3 to 10']);
    expect(table).toContainEqual(['CPU, at most', ...Array(4).fill('no limit')]);
    expect(table).toContainEqual([
      'memory, at most',
      ...['2Gi', '256Mi', '4Gi to 20Gi', '12Gi to 40Gi'],
    ]);
    expect(filesBelow(folder.path)).toEqual(before);
  });
});

describe('info', () => {
  it('says all of it as one JSON document, amounts as numbers', async (context) => {
    golden('first-web');
    const data = JSON.parse(await info(helmFrom(context), '--json'));
    expect(data).toMatchObject({
      ok: true,
      command: 'info',
      folder: 'chart',
      name: 'my-app',
      profile: 'web',
      answers: [],
      files: { edited: [], deleted: [], added: [] },
    });
    expect(data.generator.chart).toMatch(/^\d+\.\d+\.\d+/);
    expect(data.environments.map(({ name }: { name: string }) => name)).toEqual([
      'dev',
      'staging',
      'prod',
    ]);
    expect(data.renders).toHaveLength(4);
    expect(data.renders[3]).toMatchObject({
      environment: 'prod',
      fault: null,
      totals: {
        objects: { Deployment: 1, HorizontalPodAutoscaler: 1 },
        pods: { least: 3, most: 10 },
        requests: { cpu: { least: 0.3, most: 1 }, memory: { least: 384 * 2 ** 20 } },
        limits: { cpu: { least: 0.6, most: 2 } },
      },
    });
  });

  it('says what its owners have changed', async (context) => {
    golden('first-web');
    appendFileSync(at('values.yaml'), '\n# Ours.\n');
    writeFileSync(at('README.md'), readFileSync(at('README.md'), 'utf8').replaceAll('\n', '\r\n'));
    rmSync(at('tests/pdb_test.yaml'));
    mkdirSync(at('files'));
    writeFileSync(at('files/own.json'), '{}\n');
    writeFileSync(at('helm-prod.yaml'), `${readFileSync(at('helm-prod.yaml'), 'utf8')}\n# Ours.\n`);
    expect(section(await info(helmFrom(context)), 'Your files')).toEqual([
      '  edited   values.yaml',
      '  deleted  tests/pdb_test.yaml',
      '  added    files/own.json',
    ]);
  });

  it('says which environment cannot be rendered and why, and the rest', async (context) => {
    golden('first-web');
    writeFileSync(
      at('templates/own.yaml'),
      '{{- if eq .Values.logLevel.level "debug" }}{{ fail "no debugging" }}{{ end }}\n',
    );
    const lines = section(await info(helmFrom(context)), 'Objects and pods');
    expect(lines[0]?.trim().split(/ +/)).toEqual(['values.yaml', 'staging', 'prod']);
    expect(lines.slice(-2)).toEqual([
      '  Not known for dev:',
      expect.stringMatching(/own\.yaml.*no debugging$/),
    ]);
  });

  it('names the object that has a field of the wrong type', async (context) => {
    golden('first-web');
    writeFileSync(
      at('templates/own.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata: {name: own}\nspec: {containers: {app: {}}}\n',
    );
    expect(section(await info(helmFrom(context)), 'Objects and pods')).toEqual([
      '  Not known:',
      '    Pod/own: a field has a value of a type that Kubernetes does not take',
    ]);
  });

  it('says without Helm what it can, and how to get the rest', async () => {
    golden('first-web');
    const text = await info({});
    expect(text).toMatch(/^my-app 0\.1\.0 in chart\/$/m);
    expect(section(text, 'Objects and pods')).toEqual([
      '  Not known:',
      expect.stringMatching(/^ {4}helm was not found on PATH .*; get it: https:/),
    ]);
    expect(JSON.parse(await info({}, '--json')).renders[0]).toMatchObject({ totals: null });
  });

  it('says what to do where an older version made the chart, or where the lock is lost', async () => {
    golden('bare');
    const lock = readFileSync(at('helm-prod.lock'), 'utf8');
    writeFileSync(at('helm-prod.lock'), lock.replace(/^generator .*$/m, 'generator 0.0.1'));
    expect(await info({})).toMatch(/^ {2}made by +0\.0\.1; this is \S+, run: .* update chart$/m);
    rmSync(at('helm-prod.lock'));
    const text = await info({});
    expect(text).toMatch(/^ {2}made by +unknown, since there is no lock; run: .* update chart$/m);
    expect(section(text, 'Your files')).toEqual(['  not known, since there is no lock']);
  });

  it('says the versions that Chart.yaml has, or those of the answers where it cannot be read', async () => {
    golden('bare');
    const text = readFileSync(at('Chart.yaml'), 'utf8');
    writeFileSync(at('Chart.yaml'), text.replace(/^version: .*$/m, 'version: 4.5.6'));
    expect(await info({})).toMatch(/^bare 4\.5\.6 in chart\/$/m);
    writeFileSync(at('Chart.yaml'), 'version: [\n');
    expect(await info({})).toMatch(/^bare 0\.1\.0 in chart\/$/m);
  });

  it('is refused where there is no chart, with where charts are', async () => {
    golden('bare');
    const run = (...args: string[]) => runCli(['info', ...args], { cwd: folder.path });
    const here = await run();
    expect(here.code).toBe(2);
    expect(here.stderr).toMatch(/^error this folder: .* info chart\n$/);
    expect((await run('nowhere')).stderr).toMatch(/^error nowhere: .*\n$/);
    expect((await run('chart', '--no-verify')).code).toBe(2);
  });
});
