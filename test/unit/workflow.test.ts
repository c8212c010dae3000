import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const project = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const scratch = mkdtempSync(join(tmpdir(), 'helm-prod-workflow-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  strategy?: { matrix: { node: string[] } };
  needs?: string[];
  steps: { uses?: string; run?: string; with?: Record<string, string> }[];
}

describe('package.json', () => {
  it('installs nothing with the program, and ships only what runs', () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.files).toEqual(['dist', 'answers.schema.json']);
    for (const bin of Object.values<string>(manifest.bin)) expect(bin).toMatch(/^dist\//);
    expect(manifest.keywords).toContain('yeoman-generator');
  });

  it('names no host in the lock file', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":/);
  });
});

describe('the programs that are published', () => {
  it.each(Object.keys(manifest.bin))('%s can be run by its name', (name) => {
    const bin = join(project, manifest.bin[name]);
    expect(readFileSync(bin, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const result = spawnSync(bin, ['--version'], { encoding: 'utf8', timeout: 30_000 });
    expect(result.stdout.trim()).toBe(manifest.version);
  });
});

describe('the workflow', () => {
  const workflow = parse(read('.github/workflows/ci.yml'));
  const jobs = Object.entries<Job>(workflow.jobs);

  it('may read, and only the release may write', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const allowed = jobs.filter(([, job]) => job.permissions).map(([name]) => name);
    expect(allowed).toEqual(['release']);
    for (const [name, job] of jobs) expect(job['timeout-minutes'], name).toBeDefined();
  });

  it('tests every Node that package.json supports, and releases what has passed', () => {
    const { test, release } = workflow.jobs;
    const [oldest] = /\d+\.\d+/.exec(manifest.engines.node) ?? [];
    expect(test.strategy.matrix.node).toEqual([oldest, '22', '24']);
    expect(test.steps.at(-1).run).toBe('.ci/run');
    expect(release.needs.toSorted()).toEqual(['lint', 'test']);
  });

  it('pins every action and runs scripts that are there', () => {
    for (const { uses, run, with: given } of jobs.flatMap(([, job]) => job.steps)) {
      if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
      const scripts = [run, given?.version, given?.publish].join(' ').matchAll(/npm run ([\w:]+)/g);
      for (const [, script = ''] of scripts) expect(manifest.scripts[script], script).toBeDefined();
    }
  });
});

describe('changesets', () => {
  it('are run in one pinned version, and what they wrote names this version', () => {
    expect(manifest.scripts.changeset).toMatch(/@changesets\/cli@\d+\.\d+\.\d+$/);
    expect(read('CHANGELOG.md')).toContain(`\n## ${manifest.version}\n`);
  });

  it('are for this package', () => {
    const pending = readdirSync(join(project, '.changeset')).filter((name) => name.endsWith('.md'));
    for (const name of pending) {
      const [, head = ''] = read(`.changeset/${name}`).split('---\n');
      expect(Object.keys(parse(head)), name).toEqual([manifest.name]);
    }
  });
});

describe('.ci/run', () => {
  it('can be run', () => {
    expect(statSync(join(project, '.ci/run')).mode & 0o111).toBe(0o111);
  });

  it('runs the test command of the README, and counts at its end', () => {
    const { lines, status } = ciRun('passing', {
      readme: read('README.md'),
      npm: `case "$*" in "run test:all") cp "${report('good', [['passed', ['passed', 'skipped']]])}"/*.json "$TEST_REPORTS";; esac; echo "npm $*"`,
    });
    expect(lines).toEqual([
      '$ npm ci && npm run tools && npm run test:all',
      'npm ci',
      'npm run tools',
      'npm run test:all',
      '1 passed, 0 failed, 1 skipped',
    ]);
    expect(status).toBe(0);
  });

  it('fails where the install fails', () => {
    const { lines, status } = ciRun('failing', { readme: read('README.md'), npm: 'exit 3' });
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
    expect(status).toBe(1);
  });

  it('fails where the README has no command', () => {
    expect(ciRun('silent', { readme: '# nothing', npm: 'exit 0' }).status).toBe(1);
  });
});

describe('the count', () => {
  const passed: [string, string[]] = ['passed', ['passed', 'passed']];

  it.each([
    ['all passed', report('a', [passed]), '0', '2 passed, 0 failed', 0],
    [
      'one failed',
      report('b', [passed, ['failed', ['failed', 'passed']]]),
      '1',
      '3 passed, 1 failed',
      1,
    ],
    [
      'some were skipped',
      report('c', [['passed', ['passed', 'skipped', 'todo']]]),
      '0',
      '1 passed, 0 failed, 2 skipped',
      0,
    ],
    [
      'a file could not be loaded',
      report('d', [passed, ['failed', []]]),
      '1',
      '2 passed, 1 failed',
      1,
    ],
    ['types or lint failed', report('e', [passed]), '1', '2 passed, 1 failed', 1],
    ['no test ran', report('f', []), '0', '0 passed, 1 failed', 1],
    ['vitest crashed', join(scratch, 'none'), '1', '0 passed, 1 failed', 1],
    ['vitest crashed and said nothing', join(scratch, 'none'), '0', '0 passed, 1 failed', 1],
  ])('where %s', (_, file, given, line, status) => {
    const result = spawnSync(process.execPath, [join(project, '.ci/count.mjs'), file, given], {
      encoding: 'utf8',
    });
    expect(result.stdout).toBe(`${line}\n`);
    expect(result.status).toBe(status);
  });
});

/** A folder of reports, with one in it. */
function report(name: string, files: [string, string[]][]): string {
  const folder = join(scratch, name);
  const testResults = files.map(([status, outcomes]) => ({
    status,
    assertionResults: outcomes.map((outcome) => ({ status: outcome })),
  }));
  mkdirSync(folder);
  writeFileSync(join(folder, 'everyday.json'), JSON.stringify({ testResults }));
  return folder;
}

/** The script in a project of its own, with an npm that does what the test says. */
function ciRun(name: string, given: { readme: string; npm: string }) {
  const folder = join(scratch, name);
  const bin = join(folder, 'bin');
  cpSync(join(project, '.ci'), join(folder, '.ci'), { recursive: true });
  mkdirSync(bin);
  writeFileSync(join(folder, 'README.md'), given.readme);
  for (const [program, body] of Object.entries({ npm: given.npm, tmux: 'exit 0' })) {
    writeFileSync(join(bin, program), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  const result = spawnSync(join(folder, '.ci/run'), [], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    timeout: 30_000,
  });
  return { lines: result.stdout.trimEnd().split('\n'), status: result.status };
}
