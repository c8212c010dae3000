import { describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { chartForEach } from './chart-for-each.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

const rename = ['update', 'my-app', '--name=shop', '--no-verify'];
const envOf = (context: Parameters<typeof requireTools>[0]) => ({
  env: { HELM_PROD_HELM: requireTools(context, ['helm4']).helm4.path },
});

const deployment = expect.objectContaining({
  object: 'Deployment/my-app',
  field: 'metadata.name',
  from: 'my-app',
  to: 'my-app-shop',
  breaks: expect.stringMatching(/\.$/),
  safely: expect.stringMatching(/\.$/),
  environments: [null, 'dev', 'staging', 'prod'],
});

describe('what a live release would not take', () => {
  it('is told in its parts where the run is refused', async (context) => {
    const { code, stdout } = await chart.run([...rename, '--json'], envOf(context));
    expect(code).toBe(2);
    const { ok, errors } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(errors).toContainEqual(deployment);
  });

  it('is told in its parts where the run only shows its plan, and that it would be refused', async (context) => {
    const { code, stdout } = await chart.run([...rename, '--json', '--dry-run'], envOf(context));
    expect(code).toBe(0);
    const { immutable, notices } = JSON.parse(stdout);
    expect(immutable).toContainEqual(deployment);
    expect(notices).toContain(
      'The run itself would be refused for that, unless --allow-immutable is said.',
    );
    const allowed = [...rename, '--json', '--dry-run', '--allow-immutable'];
    expect((await chart.run(allowed, envOf(context))).stdout).not.toContain('would be refused');
  });

  it('is written where that is allowed, and the release goes on under its name', async () => {
    const { code, stdout } = await chart.run([...rename, '--allow-immutable']);
    expect(code).toBe(0);
    expect(stdout).toContain('\n  helm upgrade my-app my-app --namespace my-app --wait\n');
  });
});

it('a dependency that comes or goes is to be fetched before the next upgrade', async () => {
  const redis = ['name=redis', 'version=1.0.0', 'repository=https://example.com/charts'];
  const flags = redis.map((said) => `--dependencies.0.${said}`);
  const { stdout } = await chart.change('update', 'my-app', ...flags);
  expect(stdout).toMatch(/\n {2}helm dependency update my-app\n {2}helm upgrade /);
  const more = await chart.change('update', 'my-app', '--port=4000');
  expect(more.stdout).not.toContain('helm dependency');
});
