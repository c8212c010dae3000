import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { chartForEach } from './chart-for-each.ts';
import { giveToNobody, nobody, programForAll } from './ordinary-user.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

describe('a folder that may not be read', () => {
  let program: ReturnType<typeof programForAll>;
  const closed: string[] = [];
  beforeEach(() => {
    program = programForAll();
    giveToNobody(chart.workspace);
  });
  afterEach(() => {
    for (const folder of closed.splice(0)) chmodSync(folder, 0o755);
    program.remove();
  });

  /** Not even for its owner. */
  function close(...path: string[]): void {
    const folder = join(chart.workspace, ...path);
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o000);
    closed.push(folder);
  }
  const runAsNobody = (...args: string[]) => chart.run(args, { cli: program.cli, ...nobody });

  it('beside a chart does not hide the chart', async () => {
    close('closed');
    const { code, stderr } = await runAsNobody('update');
    expect(stderr).toMatch(/^error this folder: holds no helm-prod\.yaml; .* my-app\n$/);
    expect(code).toBe(2);
  });

  it('is no place for a new chart', async () => {
    close('closed');
    const { code, stderr } = await runAsNobody('closed/other', '--defaults', '--no-verify');
    expect(stderr).toBe('error closed/other: cannot be read (EACCES); choose another folder\n');
    expect(code).toBe(2);
  });

  it('is nothing to wait for where it is that of git', async () => {
    close('.git');
    const { code, stderr } = await runAsNobody('update', 'my-app', '--port=4000', '--dry-run');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(['update', 'check', 'info'])('is said where %s is to work below it', async (command) => {
    close('closed');
    const { code, stderr } = await runAsNobody(command, 'closed/my-app');
    expect(stderr).toMatch(
      /^error cannot read closed\/my-app: permission denied \(EACCES\); .* change its permissions\n$/,
    );
    expect(code).toBe(1);
  });

  it.each(['check', 'info'])('is said where it lies in the chart, by %s', async (command) => {
    close('my-app', 'templates', 'closed');
    const { code, stderr } = await runAsNobody(command, 'my-app');
    expect(stderr).toMatch(
      /^error cannot read templates\/closed: permission denied \(EACCES\); .* permissions\n$/,
    );
    expect(code).toBe(1);
  });
});

describe('charts', () => {
  it('that is a file is no reason to fail, and told as what was not checked', async (context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    const text = readFileSync(chart.at('Chart.yaml'), 'utf8');
    const dependency = '  - name: redis\n    version: 1.0.0\n    repository: ""\n';
    chart.write('Chart.yaml', `${text}dependencies:\n${dependency}`);
    writeFileSync(chart.at('charts'), '');
    const env = { HELM_PROD_HELM: helm4.path };
    for (const command of ['check', 'info']) {
      const { stdout, stderr } = await chart.run([command, 'my-app'], { env });
      expect(stderr).toBe('');
      expect(stdout).toContain(
        'cannot read charts: a file is where a folder should be (ENOTDIR); ',
      );
    }
  });
});

it('a temporary folder that takes nothing leaves the warnings of NOTES unknown', async (context) => {
  const { helm4 } = requireTools(context, ['helm4']);
  const env = { HELM_PROD_HELM: helm4.path, TMPDIR: join(chart.workspace, 'nowhere') };
  const { code, stdout, stderr } = await chart.run(['check', 'my-app'], { env });
  expect(stderr).toBe('');
  expect(code, stdout).toBe(0);
  expect(stdout).toMatch(
    /^ {2}- The warnings of NOTES\.txt: cannot copy the chart to .*nowhere: .*\(ENOENT\); /m,
  );
});
