import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { requireTools } from '../../scripts/tools/require.ts';
import { chartForEach, refusalOf } from './chart-for-each.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

const bump = (...flags: string[]) => chart.change('update', 'my-app', ...flags);

/** The version, wherever the chart tells it. */
function version(): string {
  const about = parse(chart.read('Chart.yaml')) as { version: string };
  const answers = parse(chart.read('helm-prod.yaml')) as { chart: { version: string } };
  expect(answers.chart.version).toBe(about.version);
  return about.version;
}

async function done(run: ReturnType<typeof bump>): Promise<string> {
  const { code, stdout, stderr } = await run;
  expect(stderr).toBe('');
  expect(code, stdout).toBe(0);
  return stdout;
}

/** The newest part of the changelog. */
const newest = () => chart.read('CHANGELOG.md').split(/^(?=## )/m)[1];

/** A chart that has had its first great version. */
const grown = () => done(bump('--chart.version=1.2.3'));

type Context = Parameters<typeof requireTools>[0];
const helmFrom = (context: Context) => requireTools(context, ['helm4']).helm4.path;
const withHelm = (helm: string, ...flags: string[]) =>
  chart.run(['update', 'my-app', '--no-verify', ...flags], { env: { HELM_PROD_HELM: helm } });

describe('--bump', () => {
  it('raises the version by the kind of change, and says what is new', async () => {
    await done(bump('--bump', '--port=4000'));
    expect(version()).toBe('0.1.1');
    expect(newest()).toBe('## 0.1.1\n\n### Changed\n\n- Answers: port.\n\n');
    const { annotations } = parse(chart.read('Chart.yaml'));
    expect(parse(annotations['artifacthub.io/changes'])).toEqual([
      { kind: 'changed', description: 'Answers: port.' },
    ]);
    expect(await done(bump())).toMatch(/^Nothing to do/);

    await done(chart.change('feature', 'add', 'podmonitor', 'my-app', '--bump'));
    expect(version()).toBe('0.2.0');
    expect(newest()).toContain('### Added\n\n- ');
    await done(chart.change('environment', 'add', 'qa', 'my-app', '--bump'));
    expect(version()).toBe('0.3.0');
    expect(newest()).toContain('- Environment qa.');
  });

  it('raises the first number where something goes, and before 1.0.0 the second', async () => {
    await done(chart.change('environment', 'remove', 'dev', 'my-app', '--bump'));
    expect(version()).toBe('0.2.0');
    expect(newest()).toContain('### Removed\n\n- Environment dev.');
    await grown();
    await done(chart.change('feature', 'remove', 'hpa', 'my-app', '--bump'));
    expect(version()).toBe('2.0.0');
  });

  it('tells of an environment that goes by another name, as one change that breaks', async () => {
    await done(chart.change('environment', 'rename', 'prod', 'prod-eu', 'my-app', '--bump'));
    expect(version()).toBe('0.2.0');
    expect(newest()).toBe('## 0.2.0\n\n### Changed\n\n- Environment prod is prod-eu now.\n\n');
  });

  it('counts prereleases, until the release that they announce', async () => {
    await done(bump('--bump=prerelease', '--port=4000'));
    expect(version()).toBe('0.1.1-0');
    expect(chart.read('Chart.yaml')).toContain('artifacthub.io/prerelease: "true"');
    await done(bump('--bump', '--port=4001'));
    expect(version()).toBe('0.1.1-1');
    await done(bump('--bump=patch'));
    expect(version()).toBe('0.1.1');
    expect(chart.read('Chart.yaml')).toContain('artifacthub.io/prerelease: "false"');
  });

  it('does nothing where nothing changes, unless a kind is said', async () => {
    const before = chart.all();
    expect(await done(bump('--bump'))).toMatch(/^Nothing to do/);
    expect(chart.all()).toEqual(before);
    await done(bump('--bump=major'));
    expect(version()).toBe('1.0.0');
    expect(newest()).toBe('## 1.0.0\n\n');
  });

  it('goes on from the version that its owner has given it, wherever that was', async () => {
    chart.replace('Chart.yaml', 'version: 0.1.0', 'version: "0.5.0" # ours');
    await done(bump('--bump', '--port=4000'));
    expect(version()).toBe('0.5.1');
    expect(chart.read('Chart.yaml')).toContain('version: 0.5.1 # ours');
    chart.replace('helm-prod.yaml', 'version: 0.5.1', 'version: 2.0.0');
    await done(bump('--bump', '--port=4001'));
    expect(version()).toBe('2.0.1');
  });

  it('tells what its owner wants told', async () => {
    chart.replace(
      'helm-prod.yaml',
      '  operator: false\n',
      '  operator: false\n  changes:\n    - kind: fixed\n      description: Waits for the database.\n',
    );
    await done(bump('--bump', '--port=4000'));
    expect(newest()).toBe('## 0.1.1\n\n### Fixed\n\n- Waits for the database.\n\n');
    expect(chart.read('helm-prod.yaml')).toContain('description: Waits for the database.');
    await done(bump('--bump', '--port=4001'));
    expect(newest()).toBe('## 0.1.2\n\n### Changed\n\n- Answers: port.\n\n');
  });

  it('keeps what was written into the changelog', async () => {
    chart.replace('CHANGELOG.md', '## 0.1.0', '## Unreleased\n\n- Soon.\n\n## 0.1.0');
    await done(bump('--bump', '--port=4000'));
    expect(chart.read('CHANGELOG.md')).toContain(
      '## Unreleased\n\n- Soon.\n\n## 0.1.1\n\n### Changed\n\n- Answers: port.\n\n## 0.1.0',
    );
  });

  it('raises the version where a conflict beside it is settled for the owner', async () => {
    chart.replace('Chart.yaml', 'description: ', 'description: Ours, ');
    chart.replace('Chart.yaml', 'version: 0.1.0', 'version: 0.5.0');
    await done(bump('--bump', '--description=Another', '--on-conflict=keep'));
    expect(version()).toBe('0.5.1');
    expect(chart.read('Chart.yaml')).toContain('description: Ours, ');
  });

  it('is refused beside a version, and where there is none to raise', async () => {
    expect(await refusalOf(chart, () => bump('--bump', '--chart.version=3.0.0'))).toEqual([
      'error --bump: and --chart.version contradict each other',
    ]);
    chart.replace('Chart.yaml', 'version: 0.1.0', 'version: v2.0.0');
    expect(await refusalOf(chart, () => bump('--bump', '--port=4000'))).toEqual([
      'error Chart.yaml: version: "v2.0.0" is no semantic version, so it cannot be raised; write one such as 1.2.3',
    ]);
  });
});

describe('--bump, with Helm', () => {
  it('counts what a live release would refuse as breaking', async (context) => {
    await grown();
    const { code, stdout } = await withHelm(
      helmFrom(context),
      '--name=shop',
      '--bump',
      '--allow-immutable',
    );
    expect(code, stdout).toBe(0);
    expect(version()).toBe('2.0.0');
  });

  it('is refused where the version itself changes what cannot be changed', async (context) => {
    const helm = helmFrom(context);
    chart.write(
      'templates/job.yaml',
      `apiVersion: batch/v1
kind: Job
metadata:
  name: once
spec:
  template:
    metadata:
      labels:
        chart: {{ .Chart.Version }}
    spec:
      restartPolicy: Never
      containers:
        - name: once
          image: example.com/once:1.0.0
`,
    );
    const refused = await refusalOf(chart, () => withHelm(helm, '--bump=minor'));
    expect(refused[0]).toMatch(/^error Job\/once spec\.template .*0\.1\.0.*0\.2\.0/);
  });

  it('writes over nothing that was edited while Helm was at work', async (context) => {
    chart.write(
      '../slow-helm',
      `#!/bin/sh\necho 'Meanwhile.' >> ${chart.at('CHANGELOG.md')}\nexec ${helmFrom(context)} "$@"\n`,
    );
    const slow = chart.at('../slow-helm');
    chmodSync(slow, 0o755);
    const { code, stderr } = await withHelm(slow, '--port=4000', '--bump');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error .*CHANGELOG\.md.* has changed/);
    expect(chart.read('CHANGELOG.md')).toContain('Meanwhile.');
    expect(version()).toBe('0.1.0');
  });
});
