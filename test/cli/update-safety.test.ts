import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chartForEach } from './chart-for-each.ts';
import { giveToNobody, nobody, programForAll } from './ordinary-user.ts';
import type { OwnedChart } from './owned-chart.ts';
import { type CliRun, cliFile, temporaryFolder } from './run-cli.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

const port = (number: number) => new RegExp(`^ {2}http: ${number}\\r?$`, 'm');
const update = (...more: string[]) => chart.change('update', 'my-app', ...more);

/** One line that says why, exit code 1, and nothing has changed. */
async function failure(...more: string[]): Promise<string> {
  const before = chart.all();
  const { code, stderr } = await update('--port=4000', ...more);
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(/^error [^\n]+\n$/);
  expect(chart.all()).toEqual(before);
  return stderr;
}

const preload = pathToFileURL(join(import.meta.dirname, '../kill/preload.mjs')).href;

/** An update that stops still at its n-th change, until it is let go on. */
async function stoppedAt(step: number, ...more: string[]) {
  const words = ['update', 'my-app', ...more, '--no-verify', '--allow-immutable'];
  const child = spawn(process.execPath, [cliFile, ...words], {
    cwd: chart.workspace,
    env: {
      PATH: '/nonexistent',
      NODE_OPTIONS: `--import=${preload}`,
      KILL_UNDER: chart.workspace,
      KILL_AT: String(step),
      KILL_SIGNAL: 'SIGSTOP',
    },
  });
  const run: CliRun = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => {
    run.stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    run.stderr += text.toString();
  });
  const closed = once(child, 'close');
  while (!isStopped(child.pid as number)) await new Promise((resolve) => setTimeout(resolve, 20));
  return async (): Promise<CliRun> => {
    child.kill('SIGCONT');
    const [code] = (await closed) as [number | null];
    return { ...run, code };
  };
}

function isStopped(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.startsWith('T');
}

describe('two at once', () => {
  it('do not meet: the later one is refused while the first is writing', async () => {
    const goOn = await stoppedAt(20, '--port=4000');
    const refused = await update('--port=4001');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^error another run.* is writing here; wait for it to end, or remove .*\.helm-prod.*\n$/,
    );
    expect((await chart.run(['feature', 'list', 'my-app'])).code).toBe(1);
    expect((await chart.change('feature', 'remove', 'hpa', 'my-app')).code).toBe(1);
    const first = await goOn();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(chart.read('values.yaml')).toMatch(port(4000));
    expect((await update()).stdout).toMatch(/^Nothing to do/);
    expect(readdirSync(chart.at(''))).not.toContain('.helm-prod');
  });

  it('started together leave what one of them makes', async () => {
    const runs = await Promise.all([4000, 4001, 4002].map((n) => update(`--port=${n}`)));
    for (const { code, stderr } of runs) {
      expect([0, 1]).toContain(code);
      if (code === 1) expect(stderr).toMatch(/another run|has changed meanwhile/);
    }
    const [, written] = /^ {2}http: (\d+)$/m.exec(chart.read('values.yaml')) ?? [];
    expect(runs[Number(written) - 4000]?.code).toBe(0);
    expect(chart.read('helm-prod.yaml')).toContain(`\nport: ${written}\n`);
    expect((await update()).stdout).toMatch(/^Nothing to do/);
  });
});

it('an edit between the plan and the writing stays, and nothing is written', async () => {
  const goOn = await stoppedAt(1, '--port=4000');
  chart.append('README.md', 'Mine, in the last moment.\n');
  const before = chart.read('README.md');
  const { code, stderr } = await goOn();
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error README\.md has changed meanwhile; run the command again/);
  expect(chart.read('README.md')).toBe(before);
  expect(chart.read('values.yaml')).not.toMatch(port(4000));
  expect(readdirSync(chart.at(''))).not.toContain('.helm-prod');
  expect((await update('--port=4000')).stdout).toContain('merged    my-app/README.md');
});

describe('an ordinary user', () => {
  let program: ReturnType<typeof programForAll>;
  beforeEach(() => {
    program = programForAll();
    chmodSync(chart.workspace, 0o755);
    giveToNobody(chart.at(''));
  });
  afterEach(() => program.remove());

  const updateAsUser = (limit = '') =>
    spawnSync(
      '/bin/sh',
      [
        ...['-c', `${limit} exec "$0" "$@"`, process.execPath, program.cli],
        ...['update', 'my-app', '--port=4000', '--no-verify', '--allow-immutable'],
      ],
      {
        cwd: chart.workspace,
        encoding: 'utf8',
        env: { PATH: '/nonexistent' },
        ...nobody,
      },
    );

  function refusal(limit?: string): string {
    const before = chart.all();
    const { status, stderr } = updateAsUser(limit);
    expect(status, stderr).toBe(1);
    expect(stderr).toMatch(/^error [^\n]+\n$/);
    expect(chart.all()).toEqual(before);
    return stderr;
  }

  it('changes an own chart', () => {
    expect(updateAsUser()).toMatchObject({ status: 0, stderr: '' });
    expect(chart.read('values.yaml')).toMatch(port(4000));
  });

  it('is told of read-only files and folders, and nothing is written', () => {
    chmodSync(chart.at('values.yaml'), 0o444);
    expect(refusal()).toContain('values.yaml is read-only; make it writable (chmod u+w)');
    chmodSync(chart.at('values.yaml'), 0o644);
    chmodSync(chart.at(''), 0o555);
    expect(refusal()).toMatch(/permission denied \(EACCES\); choose a folder you may write to/);
    chmodSync(chart.at(''), 0o755);
    expect(updateAsUser().status).toBe(0);
  });

  it('is told of a file that may not be read', () => {
    chmodSync(chart.at('values.yaml'), 0o000);
    const { status, stderr } = updateAsUser();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error cannot read values\.yaml: permission denied \(EACCES\); .*\n$/);
    chmodSync(chart.at('values.yaml'), 0o644);
    expect(chart.read('values.yaml')).not.toMatch(port(4000));
  });

  it('is told where the disk takes no more, and all is put back', () => {
    expect(refusal('ulimit -f 1;')).toMatch(/a file may not be that large \(EFBIG\); raise the/);
    expect(updateAsUser().status).toBe(0);
  });
});

describe('the form of files', () => {
  it('with line ends of Windows is no edit, and stays', async () => {
    const paths = readdirSync(chart.at(''), { recursive: true, encoding: 'utf8' });
    const files = paths.filter((path) => lstatSync(chart.at(path)).isFile());
    for (const path of files) chart.write(path, chart.read(path).replaceAll('\n', '\r\n'));
    const idle = chart.all();
    expect((await update()).stdout).toBe('Nothing to do: my-app is what its answers make of it.\n');
    expect(chart.all()).toEqual(idle);

    chart.append('values.yaml', '# Mine.\r\n');
    const { code, stdout } = await update('--port=4000');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^my-app: 3 changed, 1 merged$/m);
    expect(chart.read('values.yaml')).toMatch(/# Mine\.\r\n$/);
    for (const path of ['values.yaml', 'README.md', 'helm-prod.yaml']) {
      expect(chart.read(path)).toContain('4000');
      expect(chart.read(path).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }
    expect((await update()).stdout).toMatch(/^Nothing to do/);
  });

  it('without a last newline stays without it', async () => {
    for (const path of ['values.yaml', 'helm-prod.yaml', 'templates/service.yaml']) {
      chart.write(path, chart.read(path).trimEnd());
    }
    expect((await update('--port=4000')).code).toBe(0);
    expect(chart.read('values.yaml')).toMatch(port(4000));
    for (const path of ['values.yaml', 'helm-prod.yaml', 'templates/service.yaml']) {
      expect(chart.read(path)).not.toMatch(/\n$/);
    }
    expect((await update()).stdout).toMatch(/^Nothing to do/);
  });

  it('and its mode stay, executable or closed to others', async () => {
    chmodSync(chart.at('values.yaml'), 0o750);
    chmodSync(chart.at('README.md'), 0o600);
    expect((await update('--port=4000')).code).toBe(0);
    expect(chart.read('values.yaml')).toMatch(port(4000));
    expect(lstatSync(chart.at('values.yaml')).mode & 0o777).toBe(0o750);
    expect(lstatSync(chart.at('README.md')).mode & 0o777).toBe(0o600);
  });

  it('that is no UTF-8 is left alone and said; the answers and the lock have to be text', async () => {
    const bytes = Buffer.from([0x23, 0xff, 0xfe, 0x0a]);
    writeFileSync(chart.at('README.md'), bytes);
    const { code, stdout } = await update('--port=4000');
    expect(code).toBe(0);
    expect(stdout).toContain('  kept      my-app/README.md  no text of ours; yours stays as it is');
    expect(readFileSync(chart.at('README.md'))).toEqual(bytes);

    writeFileSync(chart.at('values-prod.yaml'), bytes);
    const renamed = await chart.change('environment', 'rename', 'prod', 'eu', 'my-app');
    expect(renamed.code).toBe(2);
    expect(renamed.stderr).toMatch(/^error my-app\/values-prod\.yaml: is no text \(UTF-8\), so /);

    writeFileSync(chart.at('helm-prod.yaml'), bytes);
    const refused = await update();
    expect(refused.code).toBe(2);
    expect(refused.stderr).toBe(
      'error my-app/helm-prod.yaml: is no text (UTF-8); get it back from version control\n',
    );
  });
});

describe('a symbolic link', () => {
  let elsewhere: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    elsewhere = temporaryFolder();
  });
  afterEach(() => elsewhere.remove());

  it.each(['values.yaml', 'templates', 'tests/values-prod_test.yaml'])(
    'in the place of %s is never followed',
    async (path) => {
      const target = join(elsewhere.path, 'target');
      renameSync(chart.at(path), target);
      symlinkSync(target, chart.at(path));
      const before = lstatSync(target).mtimeMs;
      expect(await failure()).toMatch(
        new RegExp(`^error ${path} is a symbolic link, which is never followed; `),
      );
      expect(lstatSync(target).mtimeMs).toBe(before);
    },
  );

  it('in the place of the chart, or that leads nowhere, is refused', async () => {
    const target = join(elsewhere.path, 'my-app');
    renameSync(chart.at(''), target);
    symlinkSync(target, join(chart.workspace, 'my-app'));
    for (const words of [['update'], ['feature', 'remove', 'hpa'], ['environment', 'add', 'qa']]) {
      const { code, stderr } = await chart.change(...words, 'my-app');
      expect(code).toBe(2);
      expect(stderr).toBe(
        'error my-app: is a symbolic link, which is never followed; name the folder itself\n',
      );
    }
    expect(readFileSync(join(target, 'values.yaml'), 'utf8')).not.toMatch(port(4000));

    rmSync(join(chart.workspace, 'my-app'));
    renameSync(target, join(chart.workspace, 'my-app'));
    rmSync(chart.at('values-prod.yaml'));
    symlinkSync(join(elsewhere.path, 'nowhere'), chart.at('values-prod.yaml'));
    expect(await failure()).toContain('values-prod.yaml is a symbolic link');
  });
});

describe('a git tree', () => {
  const git = (...words: string[]) => {
    const who = ['-c', 'user.name=acme', '-c', 'user.email=acme@example.com'];
    const result = spawnSync('git', [...who, ...words], { cwd: chart.workspace, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(result.stderr);
  };
  const withGit = (...more: string[]) =>
    chart.run(['update', 'my-app', '--port=4000', '--no-verify', '--allow-immutable', ...more], {
      env: { PATH: process.env.PATH ?? '' },
    });

  it('that is clean is not spoken of; one that is not is, and refused it is not', async () => {
    mkdirSync(join(chart.workspace, 'other'));
    git('init', '-q', '.');
    git('add', '-A');
    git('commit', '-q', '-m', 'chart');
    writeFileSync(join(chart.workspace, 'other/file'), 'of no chart\n');
    expect((await withGit('--dry-run')).stdout).not.toContain('committed');

    const hint = 'not committed; commit first to see apart what this changes.';
    chart.append('values.yaml', '# Mine.\n');
    expect((await withGit('--dry-run')).stdout).toContain(`  my-app/values.yaml is ${hint}\n`);
    chart.write('own.txt', 'new\n');
    rmSync(chart.at('templates/pdb.yaml'));
    const { code, stdout } = await withGit();
    expect(stdout).toContain(`  3 files of the chart are ${hint}\n`);
    expect(code).toBe(0);
    expect(chart.read('values.yaml')).toMatch(port(4000));
  });
});
