import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { chartForEach, refusalOf } from './chart-for-each.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

const port = '  http: 8080';

/** Both sides change the port: somebody by hand, the answers by a flag. */
const clash = ['update', 'my-app', '--port=4000'];
const portByHand = () => chart.replace('values.yaml', port, '  http: 3333');

describe('update', () => {
  it('of what is up to date says so, names edits that stay, and writes nothing', async () => {
    const before = chart.all();
    const idle = await chart.run(['update', 'my-app']);
    expect(idle).toEqual({
      code: 0,
      stdout: 'Nothing to do: my-app is what its answers make of it.\n',
      stderr: '',
    });
    expect(chart.all()).toEqual(before);

    chart.append('templates/deployment.yaml', '# Mine.\n');
    rmSync(chart.at('templates/pdb.yaml'));
    const edited = chart.all();
    expect((await chart.run(['update', 'my-app'])).stdout).toBe(
      'Nothing to do: my-app is what its answers make of it; your edits of 1 file stay.\n',
    );
    expect(chart.all()).toEqual(edited);
  });

  it('renders changed answers, shows the plan first, and keeps the edits', async () => {
    chart.replace('helm-prod.yaml', '\nport: 8080\n', '\n# By the team.\nport: 4000\n');
    chart.append('values.yaml', '# Mine.\n');
    chart.append('templates/service.yaml', '# Mine, too.\n');
    const { code, stdout, stderr } = await chart.change('update', 'my-app');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^my-app: \d+ changed, 1 merged, 1 kept$/);
    expect(lines).toContain('  merged    my-app/values.yaml  with your edits');
    expect(lines).toContain('  kept      my-app/templates/service.yaml  your edits');
    expect(lines).toContain('  changed   my-app/helm-prod.lock');
    expect(lines.indexOf('Wrote my-app: 3 files')).toBeGreaterThan(
      lines.indexOf('  changed   my-app/helm-prod.lock'),
    );
    expect(chart.read('values.yaml')).toMatch(/^ {2}http: 4000$/m);
    expect(chart.read('values.yaml')).toMatch(/# Mine\.\n$/);
    expect(chart.read('helm-prod.yaml')).toContain('# By the team.\nport: 4000\n');
    expect((await chart.run(['update', 'my-app'])).stdout).toMatch(/^Nothing to do/);
  });

  it('takes answers from flags and files, and writes them into the file as it is', async () => {
    chart.replace('helm-prod.yaml', 'port: 8080', 'port:   8080 # of the app');
    expect((await chart.change('update', 'my-app', '--workload.replicas=4')).code).toBe(0);
    expect(chart.read('helm-prod.yaml')).toContain('port:   8080 # of the app');
    expect(chart.read('helm-prod.yaml')).toContain('  replicas: 4\n');
    expect(chart.read('values.yaml')).toMatch(/^replicaCount: 4$/m);

    writeFileSync(join(chart.workspace, 'a.yaml'), 'port: 4100\n');
    expect((await chart.change('update', 'my-app', '--answers', 'a.yaml')).code).toBe(0);
    expect(chart.read('values.yaml')).toMatch(/^ {2}http: 4100$/m);
    expect(chart.read('values.yaml')).toMatch(/^replicaCount: 2$/m);
  });

  it('works in the folder of the chart itself', async () => {
    const { code, stdout } = await chart.run(['update', '--port=4000', '--dry-run'], {
      cwd: chart.at(''),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}changed {3}values\.yaml$/m);
  });

  it('leaves deleted files deleted, and says it where they would have changed', async () => {
    rmSync(chart.at('tests/values-dev_test.yaml'));
    rmSync(chart.at('templates/pdb.yaml'));
    const { code, stdout } = await chart.change('update', 'my-app', '--workload.size=L');
    expect(code).toBe(0);
    expect(stdout).toContain('  kept      my-app/tests/values-dev_test.yaml  you removed it\n');
    expect(stdout).not.toContain('pdb.yaml');
    expect(existsSync(chart.at('tests/values-dev_test.yaml'))).toBe(false);
    expect(existsSync(chart.at('templates/pdb.yaml'))).toBe(false);
  });
});

describe('what writes nothing', () => {
  it.each([
    ['a dry run', ['--dry-run'], 0],
    ['a check', ['--check'], 5],
    ['an abort', ['--on-conflict=abort'], 3],
  ] as const)('%s shows the plan and ends with its code', async (_, options, code) => {
    portByHand();
    const before = chart.all();
    const text = await chart.change(...clash, ...options);
    expect(text.stderr).toBe('');
    expect(text.code).toBe(code);
    expect(text.stdout).toContain('  conflict  my-app/values.yaml  ports.http (line 86)\n');
    expect(text.stdout).toMatch(/nothing was written\.?\n/i);
    const json = await chart.change(...clash, ...options, '--json');
    expect(json.code).toBe(code);
    expect(JSON.parse(json.stdout)).toMatchObject({ command: 'update', written: false });
    expect((await chart.change(...clash, ...options, '--quiet')).stdout).toBe('');
    expect(chart.all()).toEqual(before);
  });

  it('a check of what is up to date ends with 0', async () => {
    const before = chart.all();
    expect((await chart.run(['update', 'my-app', '--check'])).code).toBe(0);
    expect(chart.all()).toEqual(before);
  });
});

describe('a conflict', () => {
  beforeEach(portByHand);

  it('stands between markers, is reported, and has to be settled before the next run', async () => {
    const { code, stdout, stderr } = await chart.change(...clash);
    expect(stderr).toBe('');
    expect(code).toBe(3);
    expect(stdout).toMatch(/^my-app: \d+ changed, 1 with a conflict$/m);
    expect(stdout).toContain('Not verified, since conflicts are left.');
    expect(stdout).toContain('  settle what stands between the markers in values.yaml\n');
    expect(chart.read('values.yaml')).toMatch(
      /^<<<<<<< yours\n {2}http: 3333\n=======\n {2}http: 4000\n>>>>>>> generator-helm-prod \S+$/m,
    );

    chart.append('README.md', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n');
    const before = chart.all();
    for (const again of [
      await chart.change('update', 'my-app'),
      await chart.change('feature', 'add', 'podmonitor', 'my-app'),
      await chart.change('environment', 'add', 'qa', 'my-app', '--dry-run'),
    ]) {
      const what = 'has conflict markers; settle what stands between them, then run this again';
      expect(again.stderr.trimEnd().split('\n').toSorted()).toEqual([
        `error my-app/README.md: ${what}`,
        `error my-app/values.yaml: ${what}`,
      ]);
      expect(again.code).toBe(2);
    }
    expect(chart.all()).toEqual(before);
  });

  it.each([
    ['keep', 3333],
    ['overwrite', 4000],
  ])('is settled by --on-conflict=%s, with all else merged', async (how, wanted) => {
    chart.append('values.yaml', '# Mine.\n');
    const { code } = await chart.change(...clash, `--on-conflict=${how}`);
    expect(code).toBe(0);
    expect(chart.read('values.yaml')).toMatch(new RegExp(`^ {2}http: ${wanted}$`, 'm'));
    expect(chart.read('values.yaml')).toMatch(/# Mine\.\n$/);
    expect(chart.read('README.md')).toContain('| ports.http | int | `4000` |');
    expect((await chart.run(['update', 'my-app'])).stdout).toMatch(/^Nothing to do/);
  });
});

describe('the plan', () => {
  it('as JSON names path, action and bytes, why a file stays, and where conflicts are', async () => {
    portByHand();
    chart.append('templates/service.yaml', '# ü\n');
    rmSync(chart.at('README.md'));
    const { stdout } = await chart.change(...clash, '--dry-run', '--json');
    const { plan, ...rest } = JSON.parse(stdout);
    expect(rest).toMatchObject({
      ok: true,
      command: 'update',
      written: false,
      notices: [expect.stringMatching(/^Not checked whether a live release would take this/)],
    });
    expect(plan).toEqual([
      { path: 'my-app/README.md', action: 'kept', bytes: 0, because: 'removed' },
      { path: 'my-app/helm-prod.lock', action: 'changed', bytes: expect.any(Number) },
      {
        path: 'my-app/helm-prod.yaml',
        action: 'changed',
        bytes: Buffer.byteLength(chart.read('helm-prod.yaml')),
      },
      {
        path: 'my-app/templates/service.yaml',
        action: 'kept',
        because: 'edited',
        bytes: Buffer.byteLength(chart.read('templates/service.yaml')),
      },
      {
        path: 'my-app/values.yaml',
        action: 'conflict',
        bytes: expect.any(Number),
        conflicts: [{ line: 86, path: 'ports.http' }],
      },
    ]);
  });

  it('has every line that changes with --diff, of the lock none', async () => {
    const text = await chart.change(...clash, '--dry-run', '--diff');
    const at = text.stdout.indexOf('--- my-app/values.yaml');
    expect(text.stdout.slice(at).split('\n').slice(0, 11)).toEqual([
      '--- my-app/values.yaml',
      '+++ my-app/values.yaml',
      expect.stringMatching(/^@@ -\d+,7 \+\d+,7 @@$/),
      ' # TCP ports of the container by name; all else refers to them by their names.',
      ' ports:',
      '   # -- Port on which the app serves requests.',
      '-  http: 8080',
      '+  http: 4000',
      expect.stringMatching(/^ /),
      expect.stringMatching(/^ /),
      expect.stringMatching(/^ ?/),
    ]);
    expect(text.stdout).not.toContain('--- my-app/helm-prod.lock');

    const json = await chart.change(...clash, '--dry-run', '--diff', '--json');
    const { plan } = JSON.parse(json.stdout) as { plan: { path: string; diff: string[] }[] };
    const values = plan.find(({ path }) => path === 'my-app/values.yaml');
    expect(values?.diff).toContain('-  http: 8080');
    expect(values?.diff).toContain('+  http: 4000');
  });

  it('is not printed with --quiet', async () => {
    expect(await chart.change(...clash, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(chart.read('values.yaml')).toMatch(/^ {2}http: 4000$/m);
  });
});

describe('what cannot be done', () => {
  /** The lines on standard error of a run that is refused and changes nothing. */
  const refusal = (...args: string[]) => refusalOf(chart, () => chart.run(args));

  it('says where there is no chart, and where one is', async () => {
    mkdirSync(join(chart.workspace, 'charts'));
    const none = 'holds no helm-prod.yaml';
    expect(await refusal('update')).toEqual([
      expect.stringMatching(
        /^error this folder: holds no helm-prod\.yaml; say which chart, as in \S+ update my-app$/,
      ),
    ]);
    expect(await refusal('update', 'charts')).toEqual([
      expect.stringMatching(
        new RegExp(`^error charts: ${none}, so it is no chart of this generator; make one: `),
      ),
    ]);
    expect(await refusal('update', 'nowhere')).toEqual([
      'error nowhere: is not there; name the folder of a chart',
    ]);
    expect(await refusal('update', 'my-app/values.yaml')).toEqual([
      'error my-app/values.yaml: is no folder; name the folder of a chart',
    ]);
    renameSync(chart.at(''), join(chart.workspace, 'charts/my-app'));
    expect(await refusal('update')).toEqual([
      expect.stringMatching(/; say which chart, as in \S+ update charts\/my-app$/),
    ]);
  });

  it.each([
    [['update', 'my-app', 'more'], /^error more: one folder is enough$/],
    [['update', 'my-app', '--prot=1'], /^error --prot: unknown flag; did you mean --port\?$/],
    [['update', 'my-app', '--port=0'], /^error port: 0: must be a whole number from 1 to 65535$/],
    [['update', 'my-app', '--on-conflict=x'], /^error --on-conflict: must be one of merge, keep,/],
    [['update', 'my-app', '--on-conflict'], /^error --on-conflict: needs HOW$/],
  ])('%j', async (args, line) => {
    expect(await refusal(...args)).toEqual([expect.stringMatching(line)]);
  });

  it('names what is wrong in the answers, with their file', async () => {
    chart.append('helm-prod.yaml', 'imgae: x\n');
    expect(await refusal('update', 'my-app')).toEqual([
      'error my-app/helm-prod.yaml: imgae: unknown; did you mean image?',
    ]);
    chart.append('helm-prod.yaml', 'a: [\n');
    expect((await refusal('update', 'my-app'))[0]).toMatch(/^error my-app\/helm-prod\.yaml:\d+:/);
    chart.write('helm-prod.yaml', 'answersVersion: 9\nname: my-app\n');
    expect((await refusal('update', 'my-app'))[0]).toMatch(
      /^error my-app\/helm-prod\.yaml: answersVersion: 9: is of a newer generator .*; use that one/,
    );
  });

  it('refuses a lock that is newer, damaged or alone', async () => {
    const lock = chart.read('helm-prod.lock');
    chart.write('helm-prod.lock', lock.replace(/^generator .*$/m, 'generator 99.0.0'));
    expect(await refusal('update', 'my-app')).toEqual([
      expect.stringMatching(
        /^error my-app\/helm-prod\.lock: was written by version 99\.0\.0 of the generator, and this is \S+; use that one: npx generator-helm-prod@99\.0\.0$/,
      ),
    ]);
    chart.write('helm-prod.lock', lock.replace(/\n\|/, '\nx'));
    expect((await refusal('update', 'my-app'))[0]).toMatch(
      /^error my-app\/helm-prod\.lock: line \d+ of the lock .*; get it back from version control$/,
    );
    chart.write('helm-prod.lock', lock);
    rmSync(chart.at('helm-prod.yaml'));
    expect(await refusal('update', 'my-app')).toEqual([
      'error my-app: has lost its helm-prod.yaml; get it back from version control',
    ]);
  });

  it('refuses without Helm what might not be taken by a live release, but for a dry run', async () => {
    expect((await refusal(...clash))[0]).toMatch(
      /^error .*helm was not found .*--allow-immutable$/,
    );
    const dry = await chart.run([...clash, '--dry-run']);
    expect(dry.code).toBe(0);
    expect(dry.stdout).toMatch(/^ {2}Not checked whether a live release would take this: helm/m);
  });
});

it('a chart without a lock is merged against nothing: what differs is a conflict', async () => {
  rmSync(chart.at('helm-prod.lock'));
  const same = await chart.change('update', 'my-app');
  expect(same.stdout).toMatch(/^my-app: 1 new$/m);
  expect(same.code).toBe(0);

  rmSync(chart.at('helm-prod.lock'));
  portByHand();
  const other = await chart.change('update', 'my-app');
  expect(other.code).toBe(3);
  expect(other.stdout).toContain('  new       my-app/helm-prod.lock\n');
  expect(other.stdout).toContain('  conflict  my-app/values.yaml  ports.http (line 86)\n');
});

describe('verification', () => {
  it('ends with 4 where it was demanded and is impossible, with the chart written', async () => {
    const { code, stdout } = await chart.run([...clash, '--verify', '--allow-immutable']);
    expect(code).toBe(4);
    expect(stdout).toContain('helm was not found');
    expect(chart.read('values.yaml')).toMatch(/^ {2}http: 4000$/m);
  });

  it('looks at the chart that was written, edits included', async (context) => {
    const tools = requireTools(context, ['helm4', 'helm-unittest']);
    const env = {
      HELM_PROD_HELM: tools.helm4.path,
      HELM_PROD_UNITTEST: tools['helm-unittest'].path,
    };
    const good = await chart.run(clash, { env });
    expect(good.stderr).toBe('');
    expect(good.stdout).toMatch(/✓ render values-prod\.yaml \d+ ms/);
    expect(good.code).toBe(0);
    chart.append('templates/deployment.yaml', '{{ nothing }}\n');
    const bad = await chart.run(['update', 'my-app', '--port=4001', '--allow-immutable'], { env });
    expect(bad.code).toBe(4);
    expect(bad.stdout).toMatch(/✗ render values\.yaml/);
  });
});
