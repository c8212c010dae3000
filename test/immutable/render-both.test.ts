import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Chart } from '../../generators/core/chart.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { touchesRender } from '../../generators/core/immutable/touches-render.ts';
import { type BothRequest, renderBoth } from '../../generators/shell/immutable/render-both.ts';
import { most, type PlannedFile } from '../../generators/shell/immutable/scratch-copy.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { answersOf, chartOf, goldenFolder } from '../charts/scenarios.ts';

const golden = join(goldenFolder, 'first-web/chart');

let directory: string;
let before: Chart;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'immutable-'));
  cpSync(golden, directory, { recursive: true });
  before = await chartOf(await answersOf('first-web'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

/** The text of a file of the chart with one place in it changed. */
function edited(path: string, from: string, to: string): PlannedFile {
  const text = readFileSync(join(directory, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  return { path, after: text.replaceAll(from, to) };
}

/** What becomes of all files where the answers are others. */
function becoming(chart: Chart): PlannedFile[] {
  const [was, is] = [filesOf(before), filesOf(chart)];
  return [...new Set([...was.keys(), ...is.keys()])].map((path) => ({
    path,
    after: is.get(path)?.body,
  }));
}

async function withAnswers(more: DataMap): Promise<Chart> {
  return chartOf({ ...(await answersOf('first-web')), ...more });
}

function requestOf(changes: readonly PlannedFile[], after = before): BothRequest {
  return {
    directory,
    release: before.name,
    before: before.environments,
    after: after.environments,
    kubernetes: '1.36',
    changes,
  };
}

const everywhere = [null, 'dev', 'staging', 'prod'];

describe.each(['helm3', 'helm4'] as const)('with %s', (name) => {
  type Context = Parameters<typeof requireTools>[0];

  async function found(context: Context, changes: readonly PlannedFile[], after?: Chart) {
    const helm = requireTools(context, [name])[name].path;
    const all = await renderBoth(requestOf(changes, after), { command: [helm], version: '' });
    if ('notChecked' in all) throw new Error(all.notChecked);
    return all.changes;
  }

  async function notChecked(context: Context, changes: readonly PlannedFile[]): Promise<string> {
    const helm = requireTools(context, [name])[name].path;
    const all = await renderBoth(requestOf(changes), { command: [helm], version: '' });
    return 'notChecked' in all ? all.notChecked : `found ${all.changes.length}`;
  }

  it('finds a selector that was edited, in all environments at once', async (context) => {
    const label = 'app.kubernetes.io/instance: {{';
    const change = edited('templates/_helpers.tpl', label, `example.com/tier: web\n${label}`);
    expect(await found(context, [change])).toMatchObject([
      {
        object: 'Deployment/my-app',
        field: 'spec.selector',
        from: 'nothing',
        to: '{matchLabels: {example.com/tier: web}}',
        environments: everywhere,
      },
    ]);
  });

  it('finds the names of a chart that is called otherwise', async (context) => {
    const after = await withAnswers({ name: 'store' });
    const changes = await found(context, becoming(after), after);
    const names = changes.filter(({ field }) => field === 'metadata.name');
    expect(names.map(({ object, to }) => `${object} to ${to}`).toSorted()).toEqual([
      'Deployment/my-app to my-app-store',
      'Ingress/my-app to my-app-store',
      'Service/my-app to my-app-store',
      'ServiceAccount/my-app to my-app-store',
    ]);
    expect(changes.filter(({ field }) => field === 'namespace')).toMatchObject([
      { object: 'environment dev', environments: ['dev'] },
      { object: 'environment staging', environments: ['staging'] },
      { object: 'environment prod', environments: ['prod'] },
    ]);
    expect(changes).toHaveLength(7);
  });

  it('tells a move to another namespace once, and not of every object', async (context) => {
    const after = await withAnswers({
      environments: { dev: {}, staging: {}, prod: { namespace: 'elsewhere' } },
    });
    expect(await found(context, becoming(after), after)).toMatchObject([
      { object: 'environment prod', field: 'namespace', to: 'elsewhere', environments: ['prod'] },
    ]);
  });

  it("finds what becomes of the user's own StatefulSet", async (context) => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "my-app.nameWith" (list . "db") }}
spec:
  serviceName: {{ include "my-app.nameWith" (list . "db") }}
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: example.com/db:1
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: {{ (.Values.podAnnotations).size | default "1Gi" }}
`;
    write('templates/db.yaml', text);
    const change = edited('templates/db.yaml', 'default "1Gi"', 'default "5Gi"');
    expect(await found(context, [change])).toMatchObject([
      {
        object: 'StatefulSet/my-app-db',
        field: 'spec.volumeClaimTemplates',
        from: '[{spec: {resources: {requests: {storage: 1Gi}}}}]',
        environments: everywhere,
      },
    ]);
    const image = edited('templates/db.yaml', 'example.com/db:1', 'example.com/db:2');
    expect(await found(context, [image])).toEqual([]);
  });

  it('does not take lots and clocks for changes', async (context) => {
    write(
      'templates/restless.yaml',
      `apiVersion: v1
kind: Secret
metadata:
  name: drawn
immutable: true
data:
  password: {{ randAlphaNum 32 | b64enc }}
---
apiVersion: v1
kind: Service
metadata:
  name: shop-{{ randAlphaNum 8 | lower }}
spec:
  type: ExternalName
  externalName: example.com
---
apiVersion: batch/v1
kind: Job
metadata:
  name: at
spec:
  template:
    metadata:
      annotations: { at: {{ now | unixEpoch | quote }}, lot: {{ randAlphaNum 8 }} }
    spec:
      restartPolicy: Never
      containers: [{ name: at, image: example.com/at }]
`,
    );
    const replicas = edited('values.yaml', 'replicaCount: ', 'replicaCount: 1');
    expect(await found(context, [replicas])).toEqual([]);
    const text = readFileSync(join(directory, 'templates/restless.yaml'), 'utf8');
    const opened = text.replace('immutable: true', 'immutable: false');
    expect(
      await found(context, [{ path: 'templates/restless.yaml', after: opened }]),
    ).toMatchObject([{ object: 'Secret/drawn', field: 'immutable', environments: everywhere }]);
  });

  it('finds a headless Service, and only where it becomes one', async (context) => {
    const type = 'type: {{ .Values.service.type';
    const headless =
      '{{- if eq (toString .Values.commonAnnotations.tier) "edge" }}\n  clusterIP: None\n  {{- end }}\n  ';
    const text = readFileSync(join(directory, 'templates/service.yaml'), 'utf8');
    const at = text.indexOf(type.slice(0, 5));
    const changes = [
      { path: 'templates/service.yaml', after: text.slice(0, at) + headless + text.slice(at) },
      { path: 'values-prod.yaml', after: withEdge(join(directory, 'values-prod.yaml')) },
    ];
    expect(await found(context, changes)).toMatchObject([
      {
        object: 'Service/my-app',
        field: 'spec.clusterIP',
        to: 'None (headless)',
        environments: ['prod'],
      },
    ]);
  });

  it('finds nothing in usual changes', async (context) => {
    const after = await withAnswers({
      pdb: { enabled: false },
      environments: { dev: {}, staging: {}, prod: {}, 'prod-eu': { kind: 'production' } },
    });
    const changes = becoming(after);
    expect(changes.some(({ path, after: text }) => path === 'templates/pdb.yaml' && !text)).toBe(
      true,
    );
    expect(changes.some(({ path }) => path === 'values-prod-eu.yaml')).toBe(true);
    expect(await found(context, changes, after)).toEqual([]);
    const values = edited('values.yaml', 'replicaCount: ', 'replicaCount: 1');
    expect(await found(context, [values])).toEqual([]);
    expect(await found(context, [])).toEqual([]);
  });

  it('says why it cannot tell', async (context) => {
    const broken = edited(
      'templates/service.yaml',
      'apiVersion',
      '{{ fail "not yet" }}\napiVersion',
    );
    expect(await notChecked(context, [broken])).toMatch(
      /^with values\.yaml the chart as it will be cannot be rendered: .*not yet/,
    );
    write('values-prod.yaml', 'replicaCount: many\n');
    expect(await notChecked(context, [])).toMatch(
      /^with values-prod\.yaml the chart as it is cannot be rendered: .*schema.*; .*replicaCount/,
    );
  });

  /** Chart.yaml, as it is and with a dependency. */
  function chartWith(dependency: string): { bare: string; needy: string } {
    const bare = readFileSync(join(directory, 'Chart.yaml'), 'utf8');
    const more = `  - name: ${dependency}\n    version: 1.0.0\n    repository: https://example.com\n`;
    return { bare, needy: `${bare}dependencies:\n${more}` };
  }

  it('asks for dependencies before it renders', async (context) => {
    const { needy } = chartWith('valkey');
    write('Chart.yaml', needy);
    expect(await notChecked(context, [{ path: 'Chart.yaml', after: `${needy}\n` }])).toBe(
      'charts/ lacks valkey for the chart as it is; run helm dependency build',
    );
  });

  it('lets a dependency come, there or not yet, and go', async (context) => {
    const { bare, needy } = chartWith('valkey');
    expect(await found(context, [{ path: 'Chart.yaml', after: needy }])).toEqual([]);
    write('charts/valkey/Chart.yaml', 'apiVersion: v2\nname: valkey\nversion: 1.0.0\n');
    // The values of such a chart are refused by the schema of one that does not know it.
    const schema = edited('values.schema.json', '"properties": {', '"properties": { "valkey": {},');
    const comes = [{ path: 'Chart.yaml', after: needy }, schema];
    expect(await found(context, comes)).toEqual([]);
    for (const { path, after } of comes) write(path, after ?? '');
    expect(
      await found(context, [
        { path: 'Chart.yaml', after: bare },
        { path: 'values.schema.json', after: readFileSync(join(golden, schema.path), 'utf8') },
      ]),
    ).toEqual([]);
    expect(existsSync(join(directory, 'charts/valkey/Chart.yaml'))).toBe(true);
  });

  it('reads what templates read of the folder, on both sides', async (context) => {
    const sealed = (file: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: sealed
immutable: true
data:
  text: {{ required "${file} is empty" (.Files.Get "${file}") | quote }}
`;
    write('LICENSE', 'Do what you want.\n');
    write('templates/sealed.yaml', sealed('LICENSE'));
    const replicas = edited('values.yaml', 'replicaCount: ', 'replicaCount: 1');
    expect(await found(context, [replicas])).toEqual([]);
    expect(await found(context, [{ path: 'LICENSE', after: 'Ask.\n' }])).toMatchObject([
      { object: 'ConfigMap/sealed', field: 'data', environments: everywhere },
    ]);
  });

  it('copies no folder that .helmignore keeps from Helm', async (context) => {
    write('.helmignore', '# ours\n/doc*/\n*.bak\n/values-*.yaml\n');
    symlinkSync('/etc/hostname', join(directory, 'templates/linked.bak'));
    for (let i = 0; i <= most.files; i += 1) write(`docs/${i}`, '');
    const label = 'app.kubernetes.io/instance: {{';
    const change = edited('templates/_helpers.tpl', label, `example.com/tier: web\n${label}`);
    expect(await found(context, [change])).toMatchObject([{ environments: everywhere }]);
  });

  it('follows the link to a chart in charts/', async (context) => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'common-'));
    onTestFinished(() => rmSync(elsewhere, { recursive: true }));
    const common = 'apiVersion: v2\nname: common\ntype: library\nversion: 1.0.0\n';
    writeFileSync(join(elsewhere, 'Chart.yaml'), common);
    mkdirSync(join(elsewhere, 'templates'));
    const define = '{{- define "common.address" }}10.96.0.1{{ end }}';
    writeFileSync(join(elsewhere, 'templates/_address.tpl'), define);
    mkdirSync(join(directory, 'charts'));
    symlinkSync(elsewhere, join(directory, 'charts/common'));
    const schema = edited('values.schema.json', '"properties": {', '"properties": { "common": {},');
    write(schema.path, schema.after ?? '');
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: own}\n';
    write('templates/own.yaml', `${service}spec: {clusterIP: {{ include "common.address" . }}}\n`);
    const change = edited('templates/own.yaml', '{{ include "common.address" . }}', 'None');
    expect(await found(context, [change])).toMatchObject([
      { object: 'Service/own', field: 'spec.clusterIP', from: '10.96.0.1' },
    ]);
    expect(readdirSync(elsewhere).toSorted()).toEqual(['Chart.yaml', 'templates']);
  });

  it('is content where only overlays complete the values', async (context) => {
    const guard = '{{- $_ := required "a tier is needed" .Values.commonAnnotations.tier }}\n';
    const path = 'templates/service.yaml';
    write(path, guard + readFileSync(join(directory, path), 'utf8'));
    for (const { name: environment } of before.environments) {
      const overlay = `values-${environment}.yaml`;
      write(overlay, withEdge(join(directory, overlay)));
    }
    const label = 'app.kubernetes.io/instance: {{';
    const change = edited('templates/_helpers.tpl', label, `example.com/tier: web\n${label}`);
    expect(await found(context, [change])).toMatchObject([
      { field: 'spec.selector', environments: ['dev', 'staging', 'prod'] },
    ]);
  });

  it('leaves nothing behind, and the chart as it is', async (context) => {
    // A place of its own: others are at work in the common one.
    const scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
    onTestFinished(() => rmSync(scratch, { recursive: true }));
    vi.stubEnv('TMPDIR', scratch);
    onTestFinished(() => void vi.unstubAllEnvs());
    await notChecked(context, [edited('templates/service.yaml', 'apiVersion', '{{ fail "x" }}')]);
    await found(context, becoming(await withAnswers({ name: 'store' })));
    expect(readdirSync(scratch)).toEqual([]);
    expect(readdirSync(directory, { recursive: true }).toSorted()).toEqual(
      readdirSync(golden, { recursive: true }).toSorted(),
    );
  });
});

describe('without a render', () => {
  const nowhere = { fault: 'helm was not found', cure: 'get it: https://helm.sh' };
  const helm = { command: ['/nowhere/helm'], version: '' };

  it('says how to get Helm', async () => {
    expect(await renderBoth(requestOf([]), nowhere)).toEqual({
      notChecked: 'helm was not found; get it: https://helm.sh',
    });
  });

  it('follows no link', async () => {
    symlinkSync('/etc/hostname', join(directory, 'templates/linked.yaml'));
    expect(await renderBoth(requestOf([]), helm)).toEqual({
      notChecked: 'templates/linked.yaml is a link or no plain file, which is never followed',
    });
  });

  it('follows no link below the link to a chart', async () => {
    mkdirSync(join(directory, 'charts'));
    symlinkSync('..', join(directory, 'charts/self'));
    expect(await renderBoth(requestOf([]), helm)).toEqual({
      notChecked: 'charts/self/charts/self is a link or no plain file, which is never followed',
    });
  });

  it('does not care for links that Helm does not read', async () => {
    symlinkSync('/etc/hostname', join(directory, 'ci/linked.yaml'));
    expect(await renderBoth(requestOf([]), helm)).toMatchObject({
      notChecked: expect.stringContaining('cannot be rendered'),
    });
  });

  it('leaves nothing behind where Ctrl-C comes', async () => {
    const [temporary, tool] = [join(directory, 'tests/tmp'), join(directory, 'tests/helm')];
    mkdirSync(temporary);
    writeFileSync(tool, '#!/bin/sh\n: > "$TMPDIR/started"\nexec sleep 60\n', { mode: 0o755 });
    const module = join(import.meta.dirname, '../../generators/shell/immutable/render-both.ts');
    const script = `
      const { renderBoth } = await import(${JSON.stringify(module)});
      await renderBoth(${JSON.stringify(requestOf([]))}, ${JSON.stringify({ command: [tool] })});
      process.exit(9);`;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { env: { ...process.env, TMPDIR: temporary }, stdio: 'inherit', detached: true },
    );
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    const copies = () => readdirSync(temporary).filter((name) => name.startsWith('helm-prod-'));
    await vi.waitUntil(() => existsSync(join(temporary, 'started')), { timeout: 30_000 });
    expect(copies()).toHaveLength(2);
    process.kill(-(child.pid as number), 'SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(copies()).toEqual([]);
  });

  it('takes no folder for a chart that is none', async () => {
    for (let i = 0; i <= most.files; i += 1) write(`files/${i}`, '');
    expect(await renderBoth(requestOf([]), helm)).toMatchObject({
      notChecked: expect.stringMatching(/^the folder holds \d+ files, more than 5000$/),
    });
    expect(existsSync(join(directory, 'files/0'))).toBe(true);
  });
});

describe('a file touches the render', () => {
  it.each([
    'templates/deployment.yaml',
    'templates/_helpers.tpl',
    'crds/a.yaml',
    'Chart.yaml',
    'Chart.lock',
    'values.yaml',
    'values-prod.yaml',
    'values.schema.json',
    'files/app.ini',
    'charts/valkey/values.yaml',
    '.helmignore',
  ])('%s', (path) => expect(touchesRender(path)).toBe(true));

  it.each([
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'templates/NOTES.txt',
    'tests/pdb_test.yaml',
    'ci/full-values.yaml',
    'helm-prod.yaml',
    'helm-prod.lock',
  ])('not %s', (path) => expect(touchesRender(path)).toBe(false));
});

/** An overlay that says something of its own. */
function withEdge(path: string): string {
  const text = readFileSync(path, 'utf8');
  if (/^commonAnnotations:/m.test(text)) throw new Error(`${path} has annotations`);
  return `${text}commonAnnotations:\n  tier: edge\n`;
}
