import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failedTests, helmErrors, lintFindings } from '../../generators/shell/verify/detail.ts';
import { findTools } from '../../generators/shell/verify/helm-tools.ts';
import { queue, runProcess } from '../../generators/shell/verify/process.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tools-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('tools', () => {
  test('are found on PATH, under their names', async () => {
    program('helm', 'echo v4.1.0');
    program('kubeconform', 'echo v0.7.0');
    program('untt', 'true');
    const tools = await findTools({ PATH: [join(folder, 'empty'), folder].join(delimiter) });
    expect(tools).toEqual({
      helm: { command: [join(folder, 'helm')], version: 'v4.1.0' },
      kubeconform: { command: [join(folder, 'kubeconform')], version: 'v0.7.0' },
      unittest: { command: [join(folder, 'untt')], version: '' },
      schemas: ['default', expect.stringContaining('CRDs-catalog')],
      missing: [],
    });
  });

  test('are never taken from a relative entry of PATH, nor where they are no programs', async () => {
    writeFileSync(join(folder, 'helm'), 'text');
    mkdirSync(join(folder, 'kubeconform'));
    const { missing } = await findTools({ PATH: ['', '.', folder].join(delimiter) });
    expect(missing).toHaveLength(3);
  });

  test('may be named by a variable, which then has to be right', async () => {
    program('helm', 'echo v3.1.0');
    const other = program('other-helm', 'echo v4.0.0');
    const named = await findTools({ PATH: folder, HELM_PROD_HELM: other });
    expect(named.helm).toEqual({ command: [other], version: 'v4.0.0' });
    const byName = await findTools({ PATH: folder, HELM_PROD_HELM: 'other-helm' });
    expect(byName.helm).toEqual(named.helm);
    const wrong = await findTools({ PATH: folder, HELM_PROD_HELM: `${folder}/none` });
    expect(wrong.missing[0]).toBe(
      `HELM_PROD_HELM names "${folder}/none", which is no program; ` +
        'get it: https://helm.sh/docs/intro/install/',
    );
  });

  test('that do not work are as good as missing', async () => {
    const broken = program('helm', 'echo oops; exit 3');
    expect((await findTools({ PATH: folder })).missing[0]).toMatch(
      `${broken} is no usable helm: it ends with 3 when asked for its version`,
    );
    program('helm', 'echo v2.17.0');
    expect((await findTools({ PATH: folder })).missing[0]).toMatch(
      `${broken} is helm v2.17.0, but 3 or 4 is needed`,
    );
  });

  test('Helm 4 installs an unsigned plugin only when told so', async () => {
    program('helm', 'echo v4.1.0');
    const { missing } = await findTools({ PATH: folder });
    expect(missing.at(-1)).toMatch(/helm-unittest --verify=false$/);
  });

  test('the places of schemas come with commas between', async () => {
    const { schemas } = await findTools({
      PATH: '',
      HELM_PROD_SCHEMAS: ' /a/{{ .X }}.json ,default,',
    });
    expect(schemas).toEqual(['/a/{{ .X }}.json', 'default']);
  });
});

describe('a process', () => {
  test('gives its streams and its code', async () => {
    const script = program('p', 'cat; printf "\\033[31mred\\033[0m" >&2; exit 7');
    expect(await runProcess([script], { input: 'in' })).toEqual({
      code: 7,
      output: 'in',
      errors: 'red',
      problem: null,
    });
  });

  test('that takes too long is ended, even where its own child goes on', async () => {
    const script = program('p', 'sleep 20 & sleep 20');
    const started = performance.now();
    const end = await runProcess([script], { limits: { milliseconds: 200, bytes: 1e6 } });
    expect(end.problem).toBe('took longer than 0.2 seconds');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('that writes too much is ended', async () => {
    const script = program('p', 'yes');
    const end = await runProcess([script], { limits: { milliseconds: 20_000, bytes: 2 ** 20 } });
    expect(end.problem).toBe('wrote more than 1 MiB');
  });

  test('that is not there, or is killed, or reads nothing, is told', async () => {
    expect((await runProcess([join(folder, 'none')])).problem).toMatch(
      /could not be run: .*ENOENT/,
    );
    expect((await runProcess([program('p', 'kill -9 $$')])).problem).toBe('was ended by SIGKILL');
    const deaf = await runProcess([program('q', 'exit 0')], { input: 'x'.repeat(2 ** 20) });
    expect(deaf).toMatchObject({ code: 0, problem: null });
  });
});

test('a queue lets so many run at once', async () => {
  const inTurn = queue(2);
  let running = 0;
  let most = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 9 }, (_, index) =>
      inTurn(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running -= 1;
        if (index === 3) throw new Error('no');
        return index;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
});

describe('what tools say is boiled down', () => {
  test('of helm lint, to its findings', () => {
    const output =
      '==> Linting /w/tiny\n[INFO] Chart.yaml: icon is recommended\n' +
      "[ERROR] values.yaml: - at '/a': got number, want string\n- at '/b': no\n\n" +
      '[WARNING] /w/tiny/templates/x.yaml: old\n\n';
    expect(lintFindings(output, 'Error: 1 chart(s) linted, 1 chart(s) failed', '/w/tiny')).toBe(
      "[ERROR] values.yaml: - at '/a': got number, want string\n- at '/b': no\n" +
        '[WARNING] templates/x.yaml: old',
    );
    expect(lintFindings('', 'Error: failed to parse /w/tiny/v.yaml: no', '/w/tiny')).toBe(
      'failed to parse v.yaml: no',
    );
  });

  test('of helm template, to the innermost error', () => {
    const errors =
      'WARNING: Kubernetes configuration file is group-readable. This is insecure.\n' +
      'level=WARN msg="something else"\n' +
      'Error: template: t/templates/d.yaml:1:3: executing "t/templates/d.yaml" at <include>: ' +
      'error calling include: template: t/templates/_p.tpl:2:4: executing "t.p" at <fail>: ' +
      'error calling fail: a host is needed\n\n' +
      'Use --debug flag to render out invalid YAML\n';
    expect(helmErrors(errors, '/w/t')).toBe(
      'template: t/templates/_p.tpl:2:4: executing "t.p" at <fail>: ' +
        'error calling fail: a host is needed',
    );
  });

  test('to a few lines of decent length, without control characters', () => {
    const errors = Array.from({ length: 20 }, (_, line) => `${line}\u0007${'x'.repeat(600)}`);
    const lines = helmErrors(errors.join('\n'), '/w').split('\n');
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('and 14 more lines');
    expect(lines[0]).toHaveLength(401);
    expect(lines[0]).not.toMatch(/\p{Cc}/u);
  });

  test('of helm-unittest, to the failed tests', () => {
    const output =
      ' FAIL  suite\t/w/tiny/tests/a_test.yaml\n\t- is wrong\n\n' +
      '\t\t- asserts[0] `equal` fail\n\t\t\tTemplate:\tx\n\nTests: 1 failed, 1 total\n';
    expect(failedTests(output, '/w/tiny')).toBe(
      'tests/a_test.yaml: is wrong\n  asserts[0] `equal` fail',
    );
  });
});
