import { spawn } from 'node:child_process';
import {
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
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { touchesRender } from '../../generators/core/immutable/touches-render.ts';
import { renderBoth } from '../../generators/shell/immutable/render-both.ts';
import { most } from '../../generators/shell/immutable/scratch-copy.ts';
import {
  asking,
  becoming,
  directory,
  edited,
  everywhere,
  golden,
  helms,
  requestOf,
  withAnswers,
  write,
} from './first-web.ts';

describe.each(helms)('with %s', (name) => {
  const { found, notChecked } = asking(name);

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
  const helm = { command: ['/nowhere/helm'], version: '' };

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
