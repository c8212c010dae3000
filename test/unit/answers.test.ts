import { describe, expect, it } from 'vitest';
import { nearest } from '../../generators/core/answers/fault.ts';
import { parseImage } from '../../generators/core/answers/image.ts';
import { chartName, toChartName } from '../../generators/core/answers/rules.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { chartFrom, filesOf } from '../../generators/core/generate.ts';

async function faultsOf(file: DataMap): Promise<Record<string, string>> {
  const result = await chartFrom({ file });
  return result.ok
    ? {}
    : Object.fromEntries(result.faults.map(({ path, message }) => [path, message]));
}

async function valuesOf(file: DataMap) {
  const result = await chartFrom({ file });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  const { parse } = await import('yaml');
  return {
    chart: result.chart,
    values: parse(filesOf(result.chart).get('values.yaml')?.body ?? ''),
  };
}

describe('answers', () => {
  it('tell all that is wrong at once, each with its path', async () => {
    expect(
      await faultsOf({
        name: 'My App',
        port: 0,
        prot: 1,
        image: 'nginx:latest@sha256:zz',
        workload: { size: 'XXL', replcas: 2 },
        environments: { prod: { hosts: ['*.'], hoost: 'x' }, 'Not Good': {} },
        hpa: { enabled: 'yes' },
      }),
    ).toEqual({
      name: expect.stringContaining('for example my-app'),
      port: '0: must be a whole number from 1 to 65535',
      prot: 'unknown; did you mean port?',
      image: expect.stringContaining('is no digest'),
      'workload.size': '"XXL": must be one of XS, S, M, L, XL',
      'workload.replcas': 'unknown; did you mean workload.replicas?',
      'environments.prod.hosts.0': expect.stringContaining('a host name such as'),
      'environments.prod.hoost': 'unknown; did you mean environments.prod.hosts?',
      'environments.Not Good': expect.stringContaining('the name must be'),
      'hpa.enabled': '"yes": must be true or false',
    });
  });

  it('refuse what contradicts itself, and say how to mend it', async () => {
    expect(await faultsOf({ name: 'a', service: { enabled: false } })).toEqual({
      ingress: 'an Ingress needs a Service: set service.enabled, or ingress.enabled false',
      servicemonitor: expect.stringContaining('use podmonitor.enabled'),
    });
    expect(await faultsOf({ name: 'a', profile: 'worker', service: { enabled: true } })).toEqual({
      service: expect.stringContaining('a worker has none'),
    });
    expect(await faultsOf({ name: 'a', metrics: { enabled: false } })).toEqual({
      servicemonitor: expect.stringContaining('set metrics.enabled'),
    });
    expect(await faultsOf({ name: 'a', extraPorts: { admin: { port: 8080 } } })).toEqual({
      'extraPorts.admin.port': '8080 is already the port "http"',
    });
    expect(await faultsOf({ name: 'a', environments: { eu: {} } })).toEqual({
      'environments.eu.kind': expect.stringContaining('development, staging or production'),
    });
    expect(await faultsOf({ name: 'a', pdb: { minAvailable: 3 } })).toEqual({
      'pdb.minAvailable': '3 of the 3 pods in prod would let no node drain; at most 2',
    });
    expect(await faultsOf({ name: 'a', hpa: { minReplicas: 10, maxReplicas: 10 } })).toEqual({
      'hpa.minReplicas': 'the least of 10 pods must be below the most of 10',
    });
    expect(
      await faultsOf({
        name: 'a',
        dependencies: [
          { name: 'x', version: '1' },
          { name: 'x', version: '1' },
        ],
      }),
    ).toEqual({
      'dependencies.1.name': '"x" is the name of another dependency; give it another alias',
    });
  });

  it.each([
    [
      { networkpolicy: { from: { a: { namespace: 'x', ports: ['none'] } } } },
      'networkpolicy.from.a.ports',
    ],
    [
      { networkpolicy: { from: { prometheus: { namespace: 'x' } } } },
      'networkpolicy.from.prometheus',
    ],
    [
      { networkpolicy: { to: { a: { cidr: '10.0.0.0/8', namespace: 'x', port: 1 } } } },
      'networkpolicy.to.a',
    ],
    [{ extraPorts: { metrics: { port: 1 } } }, 'extraPorts.metrics'],
    [
      { extraPorts: { a: { port: 1, servicePort: 9 }, b: { port: 2, servicePort: 9 } } },
      'extraPorts.b.servicePort',
    ],
    [{ extraPorts: { a: { port: 1, servicePort: 80 } } }, 'extraPorts.a.servicePort'],
    [{ dependencies: [{ name: 'image', version: '1' }] }, 'dependencies.0.name'],
    [{ dependencies: [{ name: 'x', alias: 'global', version: '1' }] }, 'dependencies.0.alias'],
    [{ probes: { live: { kind: 'exec' } } }, 'probes.live.command'],
    [{ probes: { ready: { port: 'none' } } }, 'probes.ready.port'],
    [
      { workload: { resources: { requests: { memory: '4Gi' } } } },
      'workload.resources.requests.memory',
    ],
    [{ workload: { writableFolders: { tmp: { path: '/a' } } } }, 'workload.writableFolders.tmp'],
    [{ labels: { 'helm.sh/chart': 'x' } }, 'labels.helm\\.sh/chart'],
    [{ hpa: { minReplicas: 9, maxReplicas: 5 }, environments: { dev: {} } }, 'hpa.minReplicas'],
    [
      { values: { a: { description: 'A.', type: 'choice', choices: ['1'], default: 1 } } },
      'values.a.default',
    ],
  ] as [DataMap, string][])('refuse %j where it stands', async (answers, path) => {
    expect(Object.keys(await faultsOf({ name: 'a', ...answers }))).toContain(path);
  });

  it('refuse a prototype', async () => {
    for (const text of [
      '{"name": "a", "__proto__": {"x": 1}}',
      '{"name": "a", "labels": {"__proto__": "x"}}',
    ]) {
      const result = await chartFrom({ file: JSON.parse(text) });
      expect(!result.ok && result.faults).toEqual([
        { path: expect.stringContaining('__proto__'), message: 'is not a key that can be used' },
      ]);
    }
  });

  it('of the chart’s own values must fit their own bounds', async () => {
    const own = (value: DataMap) =>
      faultsOf({ name: 'a', values: { x: { description: 'X.', ...value } } });
    expect(await own({ type: 'number', min: 5, default: 3 })).toEqual({
      'values.x.default': 'must be from 5 to anything',
    });
    expect(await own({ type: 'choice' })).toEqual({ 'values.x.default': 'a choice needs choices' });
    expect(await own({ type: 'list', unique: true, default: ['a', 'a'] })).toEqual({
      'values.x.default': 'must not name an entry twice',
    });
    expect(await own({ pattern: '^[a-z]+$', default: 'A' })).toEqual({
      'values.x.default': 'must match ^[a-z]+$',
    });
    expect(await own({ pattern: '(' })).toMatchObject({
      'values.x.pattern': '"(": a regular expression',
    });
  });

  it('an own image keeps nothing of the sample', async () => {
    const { values, chart } = await valuesOf({ name: 'a', image: 'ghcr.io/acme/api:1.2.0' });
    expect(values.image).toMatchObject({ registry: 'ghcr.io', repository: 'acme/api', tag: '' });
    expect(values.command).toEqual([]);
    expect(values.config).toEqual({});
    expect(chart.appVersion).toBe('1.2.0');
    expect(values.logLevel.variable).toBe('LOG_LEVEL');
  });

  it('environments of a file are all there are; flags add to the usual ones', async () => {
    const file = await chartFrom({
      file: { name: 'a', environments: { live: { kind: 'production' } } },
    });
    expect(file.ok && file.chart.environments.map(({ name }) => name)).toEqual(['live']);
    const flags = await chartFrom({ said: { name: 'a', environments: { prod: { replicas: 7 } } } });
    expect(
      flags.ok && flags.chart.environments.map(({ name, replicas }) => [name, replicas]),
    ).toEqual([
      ['dev', 1],
      ['staging', 2],
      ['prod', 7],
    ]);
  });

  it('metrics on the port of the app have no port of their own', async () => {
    const { values } = await valuesOf({
      name: 'a',
      image: 'acme/api:1',
      port: 3000,
      metrics: { port: 3000 },
    });
    expect(values.ports).toEqual({ http: 3000 });
    expect(values.networkPolicy.allowFrom.prometheus.ports).toEqual(['http']);
  });
});

describe('an image', () => {
  it.each([
    ['nginx', { registry: 'docker.io', repository: 'library/nginx', tag: '', digest: '' }],
    ['acme/api:1.2', { registry: 'docker.io', repository: 'acme/api', tag: '1.2', digest: '' }],
    [
      'localhost:5000/a/b:x',
      { registry: 'localhost:5000', repository: 'a/b', tag: 'x', digest: '' },
    ],
    [
      `ghcr.io/a/b:1@sha256:${'a'.repeat(64)}`,
      { registry: 'ghcr.io', repository: 'a/b', tag: '1', digest: `sha256:${'a'.repeat(64)}` },
    ],
  ])('%s is taken apart', (reference, image) => {
    expect(parseImage(reference)).toEqual({ ok: true, image });
  });

  it.each([
    '',
    'A/b',
    'a b',
    'a:',
    'a:b:c',
    'a@',
    'a@sha256:12',
    'ghcr.io/',
    '/a',
    'a//b',
    'a:{{x}}',
    `a:${'x'.repeat(129)}`,
    'a@b@c',
  ])('%j is refused', (reference) => {
    expect(parseImage(reference).ok).toBe(false);
  });
});

describe('a chart’s name', () => {
  it.each([
    'My App',
    '../x',
    '1e3',
    'a--b-',
    'a'.repeat(64),
    '{{x}}',
    '',
    '-a',
    'a.b',
    'a_b',
    'ü',
    'a\n',
  ])('%j is refused, with a mended one where there is one', (name) => {
    expect(chartName(name)).toBeDefined();
    const mended = toChartName(name);
    if (mended) expect(chartName(mended)).toBeUndefined();
  });

  it.each(['a', 'my-app', 'null', 'on', 'true', 'e3', 'a--b', 'a'.repeat(53)])(
    '%j is fine',
    (name) => {
      expect(chartName(name)).toBeUndefined();
    },
  );
});

it('the nearest word is near enough to be meant, or none', () => {
  expect(nearest('imgae', ['image', 'name'])).toBe('image');
  expect(nearest('replcas', ['replicas', 'resources'])).toBe('replicas');
  expect(nearest('zzzzzz', ['image', 'name'])).toBeUndefined();
});
