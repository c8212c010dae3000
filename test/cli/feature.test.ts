import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chartForEach, refusalOf } from './chart-for-each.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

const feature = (...args: string[]) => chart.change('feature', ...args);

const refusal = (...args: string[]) => refusalOf(chart, () => feature(...args));

describe('feature list', () => {
  it('says of each what it is and whether it is on, and writes nothing', async () => {
    const before = chart.all();
    const { code, stdout } = await chart.run(['feature', 'list', 'my-app']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Features of my-app\n/);
    expect(stdout).toMatch(/^ {2}on {3}hpa {13}Autoscaling$/m);
    expect(stdout).toMatch(/^ {2}off {2}podmonitor {6}PodMonitor$/m);
    const data = JSON.parse((await chart.run(['feature', 'list', 'my-app', '--json'])).stdout);
    expect(data).toMatchObject({ ok: true, command: 'feature list', folder: 'my-app' });
    expect(data.features).toContainEqual({
      id: 'hpa',
      title: 'Autoscaling',
      group: 'scaling',
      on: true,
    });
    expect(chart.all()).toEqual(before);
  });

  it('takes no flag that would change something, and its help shows none', async () => {
    const unknown = 'unknown flag; see --help=all';
    expect(
      await refusalOf(chart, () => chart.run(['feature', 'list', 'my-app', '--port=1', '--diff'])),
    ).toEqual([
      `error --port: ${unknown}`,
      'error --diff: feature list does not take it; see feature list --help',
    ]);
    const { stdout } = await chart.run(['feature', 'list', '--help']);
    expect(stdout).toMatch(/^ {2}\S.* feature list \[dir\] \[flags\]$/m);
    expect(stdout).not.toMatch(/--(bump|diff|port|image)/);
  });
});

describe('feature add', () => {
  it('brings its files, values and tests, and keeps edits and comments', async () => {
    chart.append('values.yaml', '# Mine.\n');
    chart.replace('helm-prod.yaml', '\nport:', '\n# By the team.\nport:');
    const { code, stdout, stderr } = await feature('add', 'podmonitor', 'my-app');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('  new       my-app/templates/podmonitor.yaml\n');
    expect(stdout).toContain('  merged    my-app/values.yaml  with your edits\n');
    expect(existsSync(chart.at('tests/podmonitor_test.yaml'))).toBe(true);
    expect(chart.read('values.yaml')).toContain('podMonitor:');
    expect(chart.read('values.yaml')).toMatch(/# Mine\.\n$/);
    expect(chart.read('helm-prod.yaml')).toContain('# By the team.\nport:');
    expect((await chart.run(['update', 'my-app'])).stdout).toMatch(/^Nothing to do/);
    expect((await feature('add', 'podmonitor', 'my-app')).stdout).toMatch(/^Nothing to do/);
  });

  it('takes its answers along, and refuses those that cannot be', async () => {
    expect((await feature('add', 'podmonitor', 'my-app', '--podmonitor.interval=7s')).code).toBe(0);
    expect(chart.read('helm-prod.yaml')).toMatch(
      /podmonitor:\n {2}enabled: true\n {2}interval: 7s/,
    );
    expect(await refusal('add', 'hpa', 'my-app', '--hpa.maxReplicas=1')).toEqual([
      expect.stringMatching(/^error hpa\.minReplicas: /),
    ]);
  });
});

describe('feature remove', () => {
  it('and then add again gives the same chart back', async () => {
    const before = chart.all();
    const gone = await feature('remove', 'hpa', 'my-app');
    expect(gone.stdout).toMatch(/^ {2}hpa: The autoscaler owns .* add --force-conflicts/m);
    expect(gone.code).toBe(0);
    expect(gone.stdout).toContain('  deleted   my-app/templates/hpa.yaml\n');
    expect(gone.stdout).toMatch(/^Wrote my-app: \d+ files, deleted 4$/m);
    expect(existsSync(chart.at('templates/hpa.yaml'))).toBe(false);
    expect(chart.read('values.yaml')).not.toContain('autoscaling:');
    expect((await feature('add', 'hpa', 'my-app')).code).toBe(0);
    const after = new Map(chart.all());
    // What was written as a default is written out now.
    for (const path of ['my-app/helm-prod.yaml', 'my-app/helm-prod.lock']) {
      after.set(path, before.get(path) ?? '');
    }
    expect(after).toEqual(before);
  });

  it('keeps files that were edited, and says that nothing renders them any more', async () => {
    chart.append('tests/hpa_test.yaml', '# Mine.\n');
    const { code, stdout } = await feature('remove', 'hpa', 'my-app');
    expect(code).toBe(0);
    expect(stdout).toContain(
      '  kept      my-app/tests/hpa_test.yaml  no longer rendered; it stays for your edits\n',
    );
    expect(chart.read('tests/hpa_test.yaml')).toMatch(/# Mine\.\n$/);
  });

  it('says where values are set that would be none any more', async () => {
    chart.append('values-dev.yaml', '# Mine.\nautoscaling:\n  maxReplicas: 7\n');
    chart.write('values-mine.yaml', 'hosts: []\nautoscaling: {maxReplicas: 8}\n');
    const line = chart.read('values-dev.yaml').split('\n').indexOf('autoscaling:') + 1;
    const what =
      'sets autoscaling, which would be no value of the chart any more; take it out first';
    const lines = await refusal('remove', 'hpa', 'my-app');
    expect(lines.toSorted()).toEqual([
      `error my-app/values-dev.yaml:${line}: ${what}`,
      `error my-app/values-mine.yaml:2: ${what}`,
    ]);
    const { stdout } = await feature('remove', 'hpa', 'my-app', '--json');
    expect(JSON.parse(stdout).errors).toContainEqual({
      path: `my-app/values-dev.yaml:${line}`,
      message: what,
    });
  });

  it('lets an environment set what the chart has no more, where the schema takes any name', async () => {
    const message = chart.read('values.yaml').match(/^ {2}PODINFO_UI_MESSAGE: .*$/m)?.[0] ?? '';
    chart.append('values-prod.yaml', `config:\n${message}\n`);
    chart.replace('helm-prod.yaml', `  settings:\n  ${message}\n`, '  settings: {}\n');
    const { code, stderr } = await chart.change('update', 'my-app');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(chart.read('values-prod.yaml')).toContain(message);
    expect(chart.read('values.yaml')).not.toContain(message);
  });

  it('does not keep what was set of it where a conflict is settled so', async () => {
    chart.replace('values-prod.yaml', 'autoscaling:\n', 'autoscaling:\n  maxReplicas: 7\n');
    const line = chart.read('values-prod.yaml').split('\n').indexOf('autoscaling:') + 1;
    const dry = await feature('remove', 'hpa', 'my-app', '--dry-run');
    expect(dry.stdout).toMatch(/^ {2}conflict {2}my-app\/values-prod\.yaml {2}autoscaling/m);
    expect(await refusal('remove', 'hpa', 'my-app', '--on-conflict=keep')).toEqual([
      expect.stringMatching(new RegExp(`^error my-app/values-prod\\.yaml:${line}: sets autosc`)),
    ]);
    const taken = await feature('remove', 'hpa', 'my-app', '--on-conflict=overwrite');
    expect(taken.code).toBe(0);
    expect(chart.read('values-prod.yaml')).not.toContain('autoscaling');
  });
});

describe('wrong words', () => {
  it.each([
    [[], /feature: say what to do; one of add, remove, list$/],
    [['ad', 'hpa'], /feature: there is no "ad"; did you mean add\?$/],
    [['add'], /feature add: needs NAME, as in \S+ feature add NAME$/],
    [['add', 'hpx', 'my-app'], /^error hpx: there is no such feature; did you mean hpa\?$/],
    [['add', 'zzzzzz', 'my-app'], /^error zzzzzz: there is no such feature; there are configmap, /],
    [['add', 'hpa', 'my-app', 'more'], /^error more: one folder is enough$/],
    [['list', 'my-app', 'more'], /^error more: one folder is enough$/],
    [['remove', 'hpa'], /; say which chart, as in \S+ feature remove hpa my-app$/],
    [['list'], /; say which chart, as in \S+ feature list my-app$/],
  ])('%j', async (args, line) => {
    const { code, stdout, stderr } = await chart.run(['feature', ...args]);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(2);
  });
});
