import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { compose } from '../../generators/core/compose/compose.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { dataOf } from '../../generators/core/compose/tree.ts';
import { chartFrom, filesOf } from '../../generators/core/generate.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { forEachOf, lint, runTool, template } from './run-tool.ts';
import { chartOf, writtenChart } from './scenarios.ts';

interface Odd {
  what: string;
  answers: DataMap;
}

const longest = 'a-chart-whose-name-uses-every-letter-that-helm-allows';
const settings: DataMap = {
  LINES: 'one\ntwo\n\n  three',
  FINAL_LINE: 'one\n',
  BRACES: '{{ .Values.nothing }} {%- x -%} <%= y %>',
  NUMBER: '1e3',
  ZERO: '0815',
  TRUTH: 'yes',
  NOTHING: 'null',
  COLON: 'a: b # c',
  QUOTES: `it's "so" \\ far`,
  EMOJI: 'rocket 🚀 and é',
  'dotted.key-1': '*',
};

/** Answers that are legal, and that a careless generator would stumble over. */
const odd: readonly Odd[] = [
  {
    what: 'a name that YAML takes for a truth, a description with quotes and braces',
    answers: {
      name: 'on',
      description: `He said: "it's {{ .Values.x }}" # not <% y %> | \`code\``,
      labels: { answer: 'yes', number: '0815', empty: '' },
      annotations: { 'acme.com/note': '{{ not a template }}: "x"\nsecond line', e: '1e3' },
    },
  },
  {
    what: 'a name that YAML takes for nothing, settings of every kind',
    answers: {
      name: 'null',
      description: 'First line.\n\nThird line: with a colon.\n- and a dash',
      configmap: { settings },
      env: { PLAIN: 'a: b', TEMPLATE: '{{ .Release.Name | quote }}', ONE_E_THREE: '1e3' },
    },
  },
  {
    what: 'a worker with a name that YAML takes for a truth, and no environments',
    answers: { name: 'true', profile: 'worker', description: '🤖 | é', environments: {} },
  },
  {
    what: 'a name of one letter, values of every type',
    answers: {
      name: 'y',
      values: {
        text: {
          description: 'A | bar, a `tick` and "quotes".',
          default: `a"b'c {{ d }}`,
          env: 'TEXT',
        },
        empty: { description: 'Nothing: at first.', max: 3, env: 'EMPTY' },
        big: {
          type: 'number',
          description: 'A million.',
          default: 1000000,
          min: 0,
          max: 2000000,
          env: 'BIG',
        },
        share: { type: 'number', description: 'A half.', default: 0.5, env: 'SHARE' },
        flag: { type: 'yes/no', description: 'Off.', env: 'FLAG' },
        mode: {
          type: 'choice',
          description: 'One.',
          choices: ['on', 'off', '1e3', '"'],
          env: 'MODE',
        },
        names: {
          type: 'list',
          description: 'Some.',
          default: ['on', '0815', 'a b'],
          unique: true,
          min: 1,
          max: 5,
          pattern: '^[a-z0-9 ]+$',
          env: 'NAMES',
        },
        none: { type: 'list', description: 'None.' },
      },
    },
  },
  {
    what: 'the longest name, many hosts and ports',
    answers: {
      name: longest,
      image: 'localhost:5000/a/b_c/d-e.f:V1.0_x',
      labels: { [`${'a'.repeat(60)}.io/${'b'.repeat(63)}`]: 'c'.repeat(63) },
      extraPorts: {
        'a-1': { port: 1, protocol: 'UDP' },
        'b-23456789-1234': { port: 65535, servicePort: 443 },
      },
      probes: {
        live: { kind: 'grpc', port: 'a-1' },
        ready: { kind: 'tcp' },
        startup: { kind: 'exec', command: ['sh', '-c', 'test "$A" = {{ 1 }}'] },
      },
      metrics: { enabled: false },
      service: { type: 'LoadBalancer' },
      servicemonitor: { enabled: false },
      environments: {
        on: {
          kind: 'production',
          hosts: ['*.example.com', 'localhost', `${'a'.repeat(63)}.example.com`],
        },
        '0815': { kind: 'staging', replicas: 0 },
      },
    },
  },
  {
    what: 'peers of every kind, exact amounts, one pod at a time',
    answers: {
      name: 'nan',
      workload: {
        strategy: 'Recreate',
        replicas: 1,
        preStopSeconds: 0,
        shutdownSeconds: 1,
        cpuLimit: false,
        resources: { requests: { cpu: '0.5', memory: '512M' }, limits: { memory: '1.5Gi' } },
        writableFolders: { tmp: { path: '/tmp', size: '1Gi' }, cache: { path: '/var/cache/a-b' } },
      },
      networkpolicy: {
        from: { on: { labels: { 'app.kubernetes.io/name': 'y' } }, '0815': { namespace: 'null' } },
        to: {
          six: { cidr: '2001:db8::/32', port: 443, protocol: 'TCP' },
          prometheus: { namespace: 'monitoring', port: 9090 },
        },
        httpsOutside: false,
        nodeLocalDns: false,
      },
      dependencies: [
        { name: 'first', version: '^1.0.0', repository: 'https://example.com/charts' },
        {
          name: 'second',
          version: '1.x',
          repository: 'oci://example.com/charts',
          alias: 'other',
          condition: false,
        },
      ],
      podmonitor: { enabled: true },
    },
  },
];

describe('odd answers', () => {
  it.each(odd)('$what: everything reads back as it was meant', async ({ answers }) => {
    const chart = await chartOf(answers);
    const files = filesOf(chart);
    const body = (path: string) => files.get(path)?.body ?? '';
    const { values, overlays } = compose(chart);
    expect(parse(body('values.yaml'))).toEqual(dataOf(values));
    for (const [name, overlay] of overlays) {
      expect(parse(body(`values-${name}.yaml`)), name).toEqual(overlay);
    }
    const about = parse(body('Chart.yaml'));
    expect(about.name).toBe(answers.name);
    if (answers.description) expect(about.description).toBe(answers.description);
    for (const { path, body: text } of files.values()) {
      if (path.endsWith('.yaml') && !path.startsWith('templates/')) {
        expect(
          parseAllDocuments(text).flatMap(({ errors }) => errors),
          path,
        ).toEqual([]);
      }
    }
    expectReadable(body('README.md'), `${answers.name}`);
  });

  it.for(odd)(
    '$what: both Helms render it, and its own tests pass',
    async ({ answers }, context) => {
      const chart = await chartOf(answers);
      const { folder, remove } = writtenChart(chart);
      try {
        const tools = requireTools(context, ['helm3', 'helm4', 'helm-unittest']);
        const overlays = chart.environments.map(({ name }) => `${folder}/values-${name}.yaml`);
        const runs = [[], ...overlays.map((file) => ['--values', file])].flatMap((more) =>
          [tools.helm3.path, tools.helm4.path].map((helm) => ({ helm, more })),
        );
        await forEachOf(runs, async ({ helm, more }) => {
          const checked = await lint(helm, folder, more);
          expect(checked.text).toContain('0 chart(s) failed');
          const render = await template(helm, folder, more, 'true');
          expect(render.code, render.text).toBe(0);
          expectMeant(render.stdout, answers);
        });
        const tested = await runTool(tools['helm-unittest'].path, ['--strict', folder]);
        expect(tested.code, tested.text).toBe(0);
      } finally {
        remove();
      }
    },
  );

  it('passes values on to a dependency under its name or alias, and to nobody else', async (context) => {
    const { helm3, helm4 } = requireTools(context, ['helm3', 'helm4']);
    const { folder, remove } = writtenChart(await chartOf(odd.at(-1)?.answers ?? {}));
    const outcome = async (helm: string, set: string) =>
      (await template(helm, folder, ['--set', set])).code === 0;
    try {
      for (const { path } of [helm3, helm4]) {
        expect(await outcome(path, 'first.enabled=false,first.below.that=1')).toBe(true);
        expect(await outcome(path, 'other.below.that=1')).toBe(true);
        expect(await outcome(path, 'second.below.that=1')).toBe(false);
        expect(await outcome(path, 'first.enabled=perhaps')).toBe(false);
      }
    } finally {
      remove();
    }
  });

  it('refuses text that would turn the reading direction, and names the place', async () => {
    const result = await chartFrom({ file: { name: 'a', description: 'abc\u202edef' } });
    expect(result.ok ? [] : result.faults.map(({ path }) => path)).toEqual(['description']);
  });

  it('refuses a pattern that Helm could not read', async () => {
    for (const pattern of ['(?=a)', '(?<!a)b', '(a)\\1', '\\u0041', '[]', 'a{1001}', '(']) {
      const own = { description: 'A value.', default: 'b', pattern };
      const result = await chartFrom({ file: { name: 'a', values: { own } } });
      expect(result.ok ? [] : result.faults.map(({ path }) => path), pattern).toEqual([
        'values.own.pattern',
      ]);
    }
  });
});

/** Of what was rendered: the user's texts, to the letter. */
function expectMeant(rendered: string, answers: DataMap): void {
  const documents = parseAllDocuments(rendered);
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  const objects = documents.map((document) => document.toJS() as Rendered | null);
  const of = (kind: string) => objects.find((object) => object?.kind === kind);
  const deployment = of('Deployment');
  expect(deployment?.metadata.labels).toMatchObject((answers.labels as object) ?? {});
  if (answers.annotations) {
    expect(deployment?.metadata.annotations).toMatchObject(answers.annotations as object);
  }
  if (answers.configmap) expect(of('ConfigMap')?.data).toMatchObject(settings);
  const env = deployment?.spec?.template?.spec?.containers[0]?.env ?? [];
  const given = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  if (answers.values) {
    expect(given).toMatchObject({
      TEXT: `a"b'c {{ d }}`,
      EMPTY: '',
      BIG: '1000000',
      SHARE: '0.5',
      FLAG: 'false',
      MODE: 'on',
      NAMES: 'on,0815,a b',
    });
  }
  if (answers.env) {
    expect(given).toMatchObject({ PLAIN: 'a: b', TEMPLATE: '"true"', ONE_E_THREE: '1e3' });
  }
}

interface Rendered {
  kind: string;
  metadata: { labels: object; annotations?: object };
  data?: object;
  spec?: {
    template?: { spec?: { containers: { env?: { name: string; value?: string }[] }[] } };
  };
}

function expectReadable(readme: string, name: string): void {
  expect(readme.startsWith(`# ${name}\n`)).toBe(true);
  expect(readme.match(/^## .*$/gm)).toEqual([
    '## Install',
    '## What runs',
    '## Configuration and secrets',
    '## Upgrade',
    '## Change the chart',
    '## When something is wrong',
    '## Removal',
    '## Values',
  ]);
  expect(readme).not.toMatch(/undefined|\[object|NaN/);
  expect((readme.match(/^ *```/gm)?.length ?? 0) % 2).toBe(0);
  for (const table of readme.match(/(?:^\|.*\n)+/gm) ?? []) {
    const columns = table
      .trimEnd()
      .split('\n')
      .map((row) => row.split(/(?<!\\)\|/).length);
    expect(new Set(columns).size, table).toBe(1);
  }
}
