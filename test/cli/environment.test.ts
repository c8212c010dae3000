import { chmodSync, existsSync, statSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { requireTools } from '../../scripts/tools/require.ts';
import { chartForEach, refusalOf } from './chart-for-each.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

const environment = (...args: string[]) => chart.change('environment', ...args);
const answers = () => parse(chart.read('helm-prod.yaml')) as { environments: object };

const refusal = (...args: string[]) => refusalOf(chart, () => environment(...args));

describe('environment list', () => {
  it('says of each what it is, where, and under which hosts', async () => {
    const before = chart.all();
    const { code, stdout } = await chart.run(['environment', 'list', 'my-app']);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual([
      'Environments of my-app',
      '  dev      development  my-app-dev      my-app.dev.example.com',
      '  staging  staging      my-app-staging  my-app.staging.example.com',
      '  prod     production   my-app-prod     my-app.example.com',
    ]);
    const json = await chart.run(['environment', 'list', 'my-app', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: true,
      command: 'environment list',
      name: 'my-app',
      environments: [
        { name: 'dev', kind: 'development', namespace: 'my-app-dev', values: 'values-dev.yaml' },
        { name: 'staging' },
        { name: 'prod', hosts: ['my-app.example.com'] },
      ],
    });
    expect(chart.all()).toEqual(before);
  });
});

describe('environment add', () => {
  it('brings its overlay and its tests, and keeps edits', async () => {
    chart.append('values-dev.yaml', '# Mine.\n');
    const { code, stdout, stderr } = await environment('add', 'qa', 'my-app');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('  new       my-app/tests/values-qa_test.yaml\n');
    expect(stdout).toContain('  new       my-app/values-qa.yaml\n');
    expect(stdout).toContain('  kept      my-app/values-dev.yaml  your edits\n');
    expect(Object.keys(answers().environments)).toEqual(['dev', 'staging', 'prod', 'qa']);
    expect((await chart.run(['update', 'my-app'])).stdout).toMatch(/^Nothing to do/);
  });

  it('takes its answers along', async () => {
    const flags = ['kind=development', 'hosts.0=demo.example.com', 'namespace=demos'];
    const said = flags.map((flag) => `--environments.demo.${flag}`);
    expect((await environment('add', 'demo', 'my-app', ...said)).code).toBe(0);
    expect(answers().environments).toHaveProperty('demo', {
      kind: 'development',
      namespace: 'demos',
      hosts: ['demo.example.com'],
    });
    expect(chart.read('values-demo.yaml')).toContain('demo.example.com');
  });
});

describe('environment remove', () => {
  it('takes away what nobody has edited, and after it everything is as before', async () => {
    expect((await environment('add', 'qa', 'my-app')).code).toBe(0);
    const before = chart.all();
    expect((await environment('add', 'uat', 'my-app')).code).toBe(0);
    const { code, stdout } = await environment('remove', 'uat', 'my-app');
    expect(code).toBe(0);
    expect(stdout).toContain('  deleted   my-app/values-uat.yaml\n');
    expect(chart.all()).toEqual(before);
  });

  it('keeps an overlay that was edited, and says so', async () => {
    chart.append('values-staging.yaml', '# Mine.\n');
    const { code, stdout } = await environment('remove', 'staging', 'my-app');
    expect(code).toBe(0);
    expect(stdout).toContain('  deleted   my-app/tests/values-staging_test.yaml\n');
    expect(stdout).toContain(
      '  kept      my-app/values-staging.yaml  no longer rendered; it stays for your edits\n',
    );
    expect(chart.read('values-staging.yaml')).toMatch(/# Mine\.\n$/);
    expect(Object.keys(answers().environments)).toEqual(['dev', 'prod']);
  });
});

describe('answers that name no environments, so that there are the default ones', () => {
  beforeEach(() => {
    chart.write('helm-prod.yaml', chart.read('helm-prod.yaml').split(/^environments:$/m)[0] ?? '');
  });

  it('gain one beside those', async () => {
    const { code, stdout, stderr } = await environment('add', 'qa', 'my-app');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('  new       my-app/values-qa.yaml\n');
    expect(stdout).not.toContain('  deleted');
    expect(Object.keys(answers().environments)).toEqual(['dev', 'staging', 'prod', 'qa']);
  });

  it('lose one of those', async () => {
    const { code, stdout, stderr } = await environment('remove', 'dev', 'my-app');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.match(/^ {2}deleted .*$/gm)).toEqual([
      '  deleted   my-app/tests/values-dev_test.yaml',
      '  deleted   my-app/values-dev.yaml',
    ]);
    expect(Object.keys(answers().environments)).toEqual(['staging', 'prod']);
  });

  it('have one of those under another name', async () => {
    const { code, stdout, stderr } = await environment('rename', 'prod', 'prod-eu', 'my-app');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.match(/^ {2}deleted .*$/gm)).toEqual([
      '  deleted   my-app/tests/values-prod_test.yaml',
      '  deleted   my-app/values-prod.yaml',
    ]);
    expect(Object.keys(answers().environments)).toEqual(['dev', 'staging', 'prod-eu']);
    expect(answers().environments).toHaveProperty('prod-eu.namespace', 'my-app-prod');
  });

  it('are what a wrong name is held against', async () => {
    expect(await refusal('remove', 'stagin', 'my-app')).toEqual([
      'error stagin: there is no such environment; did you mean staging?',
    ]);
    expect(await refusal('add', 'dev', 'my-app')).toEqual([
      'error dev: there is an environment of that name already',
    ]);
  });
});

describe('a name that every object of JavaScript knows', () => {
  it('is as good as another', async () => {
    const kind = '--environments.constructor.kind=staging';
    expect((await environment('add', 'constructor', 'my-app', kind)).stderr).toBe('');
    expect(Object.keys(answers().environments)).toContain('constructor');
    expect((await environment('rename', 'constructor', 'valueof', 'my-app')).stderr).toBe('');
    expect(existsSync(chart.at('values-constructor.yaml'))).toBe(false);
    expect(existsSync(chart.at('values-valueof.yaml'))).toBe(true);
  });

  it('is of no environment until one has it', async () => {
    const none = 'there is no such environment; there are dev, staging, prod';
    expect(await refusal('remove', 'toString', 'my-app')).toEqual([`error toString: ${none}`]);
    expect(await refusal('rename', 'constructor', 'x', 'my-app')).toEqual([
      `error constructor: ${none}`,
    ]);
  });
});

describe('environments that are none', () => {
  it('are told, and not written over', async () => {
    const text = chart.read('helm-prod.yaml').split(/^environments:$/m)[0];
    chart.write('helm-prod.yaml', `${text}environments: none\n`);
    expect(await refusal('add', 'qa', 'my-app')).toEqual([
      'error my-app/helm-prod.yaml: environments: "none": must be a map',
    ]);
  });
});

describe('environment rename', () => {
  it('settles a conflict under the new name, as it was asked to', async () => {
    chart.replace('values-prod.yaml', '# What is different in prod', '# Ours in prod');
    const left = await environment('rename', 'prod', 'prod-eu', 'my-app', '--dry-run');
    expect(left.stdout).toContain('  conflict  my-app/values-prod-eu.yaml  line 1\n');
    const kept = await environment('rename', 'prod', 'prod-eu', 'my-app', '--on-conflict=keep');
    expect(kept.code, kept.stderr).toBe(0);
    expect(kept.stdout).toContain('  new       my-app/values-prod-eu.yaml');
    const text = chart.read('values-prod-eu.yaml');
    expect(text).toMatch(/^# Ours in prod/);
    expect(text).not.toContain('<<<<<<<');
    expect(existsSync(chart.at('values-prod.yaml'))).toBe(false);
  });

  it('keeps the edits and comments of its overlay, its kind, namespace and hosts', async () => {
    chart.append('values-prod.yaml', '# Mine.\nreplicaCount: 9\n');
    chart.replace('helm-prod.yaml', '\n  prod:', '\n  # For customers.\n  prod:');
    const before = chart.read('values-prod.yaml');
    const { code, stdout, stderr } = await environment('rename', 'prod', 'prod-eu', 'my-app');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('  new       my-app/values-prod-eu.yaml  with your edits\n');
    expect(stdout).toContain('  deleted   my-app/values-prod.yaml\n');
    expect(existsSync(chart.at('values-prod.yaml'))).toBe(false);
    expect(existsSync(chart.at('tests/values-prod_test.yaml'))).toBe(false);
    expect(chart.read('values-prod-eu.yaml')).toBe(
      before
        .replace('in prod (', 'in prod-eu (')
        .replace('values-prod.yaml', 'values-prod-eu.yaml'),
    );
    expect(chart.read('tests/values-prod-eu_test.yaml')).toContain('../values-prod-eu.yaml');
    expect(chart.read('helm-prod.yaml')).toContain('\n  # For customers.\n  prod-eu:');
    expect(answers().environments).toHaveProperty('prod-eu', {
      kind: 'production',
      namespace: 'my-app-prod',
      hosts: ['my-app.example.com'],
    });
    expect(Object.keys(answers().environments)).toEqual(['dev', 'staging', 'prod-eu']);
    expect((await chart.run(['update', 'my-app'])).stdout).toMatch(/^Nothing to do/);
  });

  it('lets nobody read an overlay who could not before', async () => {
    chmodSync(chart.at('values-prod.yaml'), 0o600);
    expect((await environment('rename', 'prod', 'prod-eu', 'my-app')).code).toBe(0);
    expect(statSync(chart.at('values-prod-eu.yaml')).mode & 0o777).toBe(0o600);
  });

  it('refuses values that are left over in the overlay, where it lies', async () => {
    chart.append('values-staging.yaml', 'autoscaling:\n  maxReplicas: 30\n');
    expect(await refusal('rename', 'staging', 'uat', 'my-app', '--no-hpa')).toEqual([
      expect.stringMatching(/^error my-app\/values-staging\.yaml:\d+: sets autoscaling, which/),
    ]);
  });

  it('tells of another namespace under the new name', async (context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    const words = ['rename', 'prod', 'prod-eu', 'my-app', '--environments.prod-eu.namespace=eu'];
    const said = await refusalOf(chart, () =>
      chart.run(['environment', ...words, '--no-verify'], { env: { HELM_PROD_HELM: helm4.path } }),
    );
    expect(said[0]).toMatch(/^error .*namespace.*my-app-prod would become eu\. /);
  });

  it('refuses names that are taken, unknown or none, and files that stand in the way', async () => {
    expect(await refusal('rename', 'prod', 'dev', 'my-app')).toEqual([
      'error dev: there is an environment of that name already',
    ]);
    expect(await refusal('rename', 'prdo', 'x', 'my-app')).toEqual([
      expect.stringMatching(/^error prdo: there is no such environment; /),
    ]);
    expect(await refusal('rename', 'prod', 'Prod!', 'my-app')).toEqual([
      expect.stringMatching(/^error Prod!: the name of an environment must be: small letters/),
    ]);
    chart.write('values-eu.yaml', '# Somebody else is here.\n');
    expect(await refusal('rename', 'prod', 'eu', 'my-app')).toEqual([
      'error my-app/values-eu.yaml: is there already; move it away or choose another name',
    ]);
  });
});

describe('wrong words', () => {
  it.each([
    [[], /environment: say what to do; one of add, remove, rename, list$/],
    [
      ['rename', 'prod', 'my-app'],
      /; say which chart, as in \S+ environment rename prod my-app my-app$/,
    ],
    [['rename', 'prod'], /environment rename: needs NEW, as in \S+ environment rename OLD NEW$/],
    [['add', 'dev', 'my-app'], /^error dev: there is an environment of that name already$/],
    [['remove', 'stagin', 'my-app'], /^error stagin: .*; did you mean staging\?$/],
    [['add', '../x', 'my-app'], /^error \.\.\/x: the name of an environment must be: /],
    [['list', 'nowhere'], /^error nowhere: is not there; name the folder of a chart$/],
  ])('%j', async (args, line) => {
    const before = chart.all();
    const { code, stdout, stderr } = await chart.run(['environment', ...args]);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(2);
    expect(chart.all()).toEqual(before);
  });
});
