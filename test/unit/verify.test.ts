import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FoundTools, findTools } from '../../generators/shell/verify/helm-tools.ts';
import { type VerifyStep, verify } from '../../generators/shell/verify/verify.ts';
import { requireTools } from '../../scripts/tools/require.ts';

const FIXTURE = fileURLToPath(new URL('../fixtures/tiny-chart', import.meta.url));

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'verify-'));
  cpSync(FIXTURE, join(workspace, 'charts/tiny'), { recursive: true });
});

afterEach(() => {
  rmSync(workspace, { recursive: true, force: true });
});

function at(path: string): string {
  return join(workspace, 'charts/tiny', path);
}

const ENVIRONMENTS = [{ name: 'dev', namespace: 'tiny-dev' }];

/** The steps as short lines, and the ones that say something. */
async function verified(tools: FoundTools, more: { environments?: typeof ENVIRONMENTS } = {}) {
  const reported: VerifyStep[] = [];
  const request = {
    workspace,
    folder: 'charts/tiny',
    release: 'tiny',
    environments: ENVIRONMENTS,
    kubernetes: '1.33',
    ...more,
  };
  const steps = await verify([request], tools, (step) => reported.push(step));
  expect(new Set(reported)).toEqual(new Set(steps));
  const lines = steps.map(({ check, environment, outcome }) =>
    [check, environment ?? '-', outcome].join(' '),
  );
  const of = (outcome: VerifyStep['outcome']): string[] =>
    steps.filter((step) => step.outcome === outcome).map(({ detail }) => detail);
  return { steps, lines, failed: of('failed'), skipped: of('skipped'), passed: of('passed') };
}

describe.each(['helm3', 'helm4'] as const)('with %s', (helm) => {
  type Context = Parameters<typeof requireTools>[0];

  async function tools(context: Context, more: NodeJS.ProcessEnv = {}): Promise<FoundTools> {
    const found = requireTools(context, [helm, 'kubeconform', 'helm-unittest', 'schemas']);
    return findTools({
      PATH: '/nowhere',
      HELM_PROD_HELM: found[helm].path,
      HELM_PROD_KUBECONFORM: found.kubeconform.path,
      HELM_PROD_UNITTEST: found['helm-unittest'].path,
      HELM_PROD_SCHEMAS: found.schemas.locations.join(','),
      ...more,
    });
  }

  test('a good chart passes everything', async (context) => {
    const { lines, passed, steps } = await verified(await tools(context));
    expect(lines).toEqual([
      'lint - passed',
      'lint dev passed',
      'render - passed',
      'render dev passed',
      'schema - passed',
      'schema dev passed',
      'unit tests - passed',
    ]);
    expect(new Set(passed)).toEqual(
      new Set(['no findings', '1 resource', '1 resource valid for Kubernetes 1.33.0', '2 tests']),
    );
    for (const step of steps) {
      expect(step.chart).toBe('charts/tiny');
      expect(step.milliseconds).toBeGreaterThan(0);
    }
  });

  test('a finding of the linter fails', async (context) => {
    writeFileSync(
      at('templates/second.yaml'),
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: A_B\n',
    );
    const { failed, lines } = await verified(await tools(context), { environments: [] });
    expect(lines).toContain('lint - failed');
    expect(lines).toContain('render - passed');
    expect(failed[0]).toMatch(/^\[(ERROR|WARNING)\] templates\/second.yaml: object name does not/);
  });

  test('a value that the schema refuses fails for its environment alone', async (context) => {
    writeFileSync(at('values-dev.yaml'), 'greetings: hi\n');
    const { failed, lines } = await verified(await tools(context));
    expect(lines).toEqual([
      'lint - passed',
      'lint dev failed',
      'render - passed',
      'render dev failed',
      'schema - passed',
      'schema dev skipped',
      'unit tests - passed',
    ]);
    expect(failed).toHaveLength(2);
    for (const detail of failed) expect(detail).toMatch(/additional properties 'greetings' not/);
  });

  test('a template that fails is told by its own words', async (context) => {
    writeFileSync(at('values-dev.yaml'), 'greeting: ""\n');
    const { steps } = await verified(await tools(context));
    const render = steps.find((step) => step.check === 'render' && step.environment === 'dev');
    expect(render?.outcome).toBe('failed');
    expect(render?.detail).toMatch(/greeting must say something$/);
    expect(render?.detail).not.toMatch(/\n|--debug|error calling include/);
  });

  test('an overlay that is not there fails', async (context) => {
    rmSync(at('values-dev.yaml'));
    const { failed } = await verified(await tools(context));
    expect(failed).toEqual(
      expect.arrayContaining(['open values-dev.yaml: no such file or directory']),
    );
  });

  test('what Kubernetes would not take fails', async (context) => {
    appendFileSync(at('templates/configmap.yaml'), 'dta: {}\n');
    const { failed, lines } = await verified(await tools(context));
    expect(lines).toContain('schema - failed');
    expect(lines).toContain('schema dev failed');
    expect(failed[0]).toMatch(/^ConfigMap\/tiny: .*'dta'/);
  });

  test('what has no schema is named as not validated', async (context) => {
    writeFileSync(
      at('templates/widget.yaml'),
      'apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: wheel\n',
    );
    const { skipped, lines } = await verified(await tools(context), { environments: [] });
    expect(lines).toEqual([
      'lint - passed',
      'render - passed',
      'schema - passed',
      'schema - skipped',
      'unit tests - passed',
    ]);
    expect(skipped).toEqual([
      'not validated: no schema for Widget/wheel; name a place that has one in HELM_PROD_SCHEMAS',
    ]);
  });

  test('a failing unit test is named, with its assertion', async (context) => {
    writeFileSync(at('values.yaml'), 'greeting: bye\nreplicas: 1\n');
    const { failed, lines } = await verified(await tools(context));
    expect(lines).toContain('unit tests - failed');
    expect(failed).toEqual(['tests/configmap_test.yaml: greets\n  asserts[0] `equal` fail']);
  });

  test('a suite that cannot be read fails', async (context) => {
    writeFileSync(at('tests/broken_test.yaml'), 'suite: [\n');
    const { lines, failed } = await verified(await tools(context));
    expect(lines).toContain('unit tests - failed');
    expect(failed[0]).toMatch(/yaml/);
  });

  test('a chart without unit tests has not passed them', async (context) => {
    rmSync(at('tests'), { recursive: true });
    const { lines, skipped } = await verified(await tools(context));
    expect(lines).toContain('unit tests - skipped');
    expect(skipped).toEqual(['the chart has no unit tests']);
  });

  test('dependencies that were not fetched stop helm, and the cure is named', async (context) => {
    appendFileSync(
      at('Chart.yaml'),
      'dependencies:\n' +
        '  - { name: redis, version: 1.x, repository: https://charts.example.com }\n' +
        '  - { name: common, version: 2.x, repository: https://charts.example.com }\n',
    );
    mkdirSync(at('charts'));
    writeFileSync(at('charts/common-2.1.0.tgz'), '');
    writeFileSync(at('charts/redis-cluster-1.0.0.tgz'), '');
    const { lines, skipped } = await verified(await tools(context));
    expect(lines.filter((line) => !line.startsWith('unit tests'))).toEqual([
      'lint - skipped',
      'render - skipped',
      'schema - skipped',
    ]);
    expect(skipped[0]).toBe('charts/ lacks redis; run: helm dependency build charts/tiny');
  });

  test('schemas that cannot be had are no fault of the chart', async (context) => {
    const schemas = 'http://127.0.0.1:1/{{ .ResourceKind }}.json';
    const found = await tools(context, { HELM_PROD_SCHEMAS: schemas });
    const { lines, skipped, failed } = await verified(found, { environments: [] });
    expect(failed).toEqual([]);
    expect(lines).toContain('schema - skipped');
    expect(lines).not.toContain('schema - passed');
    expect(skipped[0]).toMatch(/^not validated: the schemas of ConfigMap\/tiny could not be down/);
  });

  test('helm-unittest is found as a plugin too', async (context) => {
    const { 'helm-unittest': program } = requireTools(context, ['helm-unittest']);
    const plugin = join(workspace, 'plugins/unittest');
    mkdirSync(plugin, { recursive: true });
    symlinkSync(program.path, join(plugin, 'untt'));
    writeFileSync(
      join(plugin, 'plugin.yaml'),
      'name: unittest\nversion: 1.1.2\nusage: unit tests\ncommand: $HELM_PLUGIN_DIR/untt\n',
    );
    const before = process.env.HELM_PLUGINS;
    process.env.HELM_PLUGINS = join(workspace, 'plugins');
    try {
      const variables = { HELM_PROD_UNITTEST: '', HELM_PLUGINS: process.env.HELM_PLUGINS };
      const found = await tools(context, variables);
      expect(found.unittest).toMatchObject({ version: '1.1.2' });
      const { lines } = await verified(found);
      expect(lines).toContain('unit tests - passed');
    } finally {
      if (before === undefined) delete process.env.HELM_PLUGINS;
      else process.env.HELM_PLUGINS = before;
    }
  });
});

test('without any tool nothing is called verified, and each is named with where to get it', async () => {
  const tools = await findTools({ PATH: '/nowhere' });
  const { lines, passed, failed, skipped } = await verified(tools);
  expect(lines).toEqual([
    'lint - skipped',
    'render - skipped',
    'schema - skipped',
    'unit tests - skipped',
  ]);
  expect([...passed, ...failed]).toEqual([]);
  expect(skipped[0]).toBe('helm was not found on PATH (nor named by HELM_PROD_HELM)');
  expect(tools.missing).toEqual([
    expect.stringMatching(/^helm was not found .*get it: https:\/\/helm.sh/),
    expect.stringMatching(/^kubeconform was not found .*get it: /),
    expect.stringMatching(/^helm-unittest was not found .*get it: helm plugin install /),
  ]);
});
