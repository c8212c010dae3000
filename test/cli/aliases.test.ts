import { describe, expect, it } from 'vitest';
import { chartForEach, refusalOf } from './chart-for-each.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

const update = () => chart.change('update', 'my-app', '--port=4000');

describe('answers with aliases', () => {
  it('are changed, also where an anchor goes that others refer to', async () => {
    chart.replace('helm-prod.yaml', '\nport: 8080\n', '\nport: &port 8080\n');
    chart.replace('helm-prod.yaml', '  port: 9090\n', '  port: *port\n');
    const { code, stderr } = await update();
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const answers = chart.read('helm-prod.yaml');
    expect(answers).toContain('\nport: 4000\n');
    expect(answers).toContain('  port: 8080\n');
  });

  it.each([
    [
      'of nothing',
      '  port: *port\n',
      'Unresolved alias (the anchor must be set before the alias): port',
    ],
    [
      'without end',
      `  port: 9090\n  x: &x 1\n  y: [${'*x, '.repeat(51)}]\n`,
      'more than 50 aliases',
    ],
  ])('%s are refused with their file', async (_, text, reason) => {
    chart.replace('helm-prod.yaml', '  port: 9090\n', text);
    expect(await refusalOf(chart, update)).toEqual([
      `error my-app/helm-prod.yaml: ${reason}; write the answers out`,
    ]);
  });
});

describe('values with aliases', () => {
  it('are a conflict where the anchor goes that others refer to', async () => {
    chart.replace('values.yaml', '  http: 8080\n', '  http: &http 8080\n');
    chart.append('values.yaml', 'mine: *http\n');
    const { code, stdout, stderr } = await update();
    expect(stderr).toBe('');
    expect(code).toBe(3);
    expect(stdout).toMatch(/^ {2}conflict {2}my-app\/values\.yaml/m);
  });

  it.each([
    ['of nothing', 'mine: *nothing\n'],
    ['without end', `mine: &x 1\ny: [${'*x, '.repeat(101)}]\n`],
  ])('%s stay, and all else is merged', async (_, own) => {
    chart.append('values.yaml', own);
    const { code, stderr } = await update();
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(chart.read('values.yaml')).toContain('\n  http: 4000\n');
    expect(chart.read('values.yaml').endsWith(own)).toBe(true);
  });

  it('that cannot be read are a finding of check', async () => {
    chart.append('values.yaml', 'mine: *nothing\n');
    const { code, stdout, stderr } = await chart.run(['check', 'my-app']);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {6}values\.yaml: Unresolved alias .*: nothing \[readable\]$/m);
  });
});
