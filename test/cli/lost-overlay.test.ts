import { rmSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { chartForEach } from './chart-for-each.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});
beforeEach(() => rmSync(chart.at('values-dev.yaml')));

const left =
  'values-dev.yaml is gone, so dev was left out: get it back, or run environment remove dev.';

function toolsFrom(context: Parameters<typeof requireTools>[0]): Record<string, string> {
  const found = requireTools(context, ['helm4', 'kubeconform', 'helm-unittest', 'schemas']);
  return {
    HELM_PROD_HELM: found.helm4.path,
    HELM_PROD_KUBECONFORM: found.kubeconform.path,
    HELM_PROD_UNITTEST: found['helm-unittest'].path,
    HELM_PROD_SCHEMAS: found.schemas.locations.join(','),
  };
}

it('is a warning of check, and the other environments are looked at', async (context) => {
  const env = toolsFrom(context);
  const { code, stdout, stderr } = await chart.run(['check', 'my-app', '--verify'], { env });
  expect(stderr).toBe('');
  expect(stdout).toContain(`\n  - ${left} (dev)\n`);
  expect(stdout).toMatch(/^ {2}✓ render {6}values\.yaml, staging, prod$/m);
  expect(stdout).toMatch(/^ {2}✓ unit tests {2}\d+ tests$/m);
  expect(code, stdout).toBe(0);
});

it('leaves the others verified by what changes the chart, also where all is demanded', async (context) => {
  const update = ['update', 'my-app', '--port=4000', '--verify'];
  const { code, stdout, stderr } = await chart.run(update, { env: toolsFrom(context) });
  expect(stderr).toBe('');
  expect(code, stdout).toBe(0);
  expect(stdout).toContain(`\n${left}\n`);
  expect(stdout).not.toContain('render values-dev.yaml');
});

it('is said by info in the place of numbers', async (context) => {
  const { helm4 } = requireTools(context, ['helm4']);
  const env = { HELM_PROD_HELM: helm4.path };
  const { code, stdout } = await chart.run(['info', 'my-app'], { env });
  expect(code).toBe(0);
  expect(stdout).toContain(`  Not known for dev:\n    ${left}\n`);
});
