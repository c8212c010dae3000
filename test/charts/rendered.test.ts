import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { kubeconformArgs } from '../../scripts/tools/resolve.ts';
import { forEachOf, lint, runTool, template } from './run-tool.ts';
import { answersOf, chartOf, scenarios, writtenChart } from './scenarios.ts';

/** Of the emitted charts, what the real tools say: both Helms, every environment, every minor. */
describe.each(scenarios)('the real tools accept the chart %s', (scenario) => {
  let folder = '';
  let remove = () => {};
  let valueFiles: string[][] = [];

  beforeAll(async () => {
    ({ folder, remove } = writtenChart(await chartOf(await answersOf(scenario))));
    const overlays = readdirSync(folder).filter((name) => /^values-.+\.yaml$/.test(name));
    const tryOuts = readdirSync(join(folder, 'ci')).map((name) => join('ci', name));
    valueFiles = [[], ...[...overlays, ...tryOuts].map((file) => ['--values', join(folder, file)])];
  });

  afterAll(() => remove());

  for (const helm of ['helm3', 'helm4'] as const) {
    it(`${helm} lints and renders values.yaml and every overlay, and kubeconform finds nothing`, async (context) => {
      const tools = requireTools(context, [helm, 'kubeconform', 'schemas']);
      await forEachOf(valueFiles, async (values) => {
        const checked = await lint(tools[helm].path, folder, values);
        expect(checked.text, `${values}`).toContain('0 chart(s) failed');
        const render = await template(tools[helm].path, folder, values);
        expect(render.code, render.text).toBe(0);
        for (const version of tools.schemas.kubernetes) {
          const args = [...kubeconformArgs(tools.schemas, version), '-summary', '-'];
          const found = await runTool(tools.kubeconform.path, args, render.stdout);
          expect(found.text, `${values} on ${version}`).toMatch(
            /Invalid: 0, Errors: 0, Skipped: 0/,
          );
        }
      });
    });
  }

  it('its own unit tests pass', async (context) => {
    const tools = requireTools(context, ['helm-unittest']);
    const run = await runTool(tools['helm-unittest'].path, ['--strict', folder]);
    expect(run.code, run.text).toBe(0);
    expect(run.text).toMatch(/Tests: +\d+ passed, \d+ total/);
  });

  it('the schema refuses a misspelt value at every level, and names it', async (context) => {
    const { helm3, helm4 } = requireTools(context, ['helm3', 'helm4']);
    const wrong = {
      'replicaCuont=1': 'replicaCuont',
      'image.tga=x': 'tga',
      'resources.request.cpu=1': 'request',
      'securityContext.runAsNonRot=true': 'runAsNonRot',
      'livenessProbe.httpGet.pth=/': 'pth',
      'ports.Http=1': 'Http',
    };
    await forEachOf(Object.entries(wrong), async ([set, named]) => {
      for (const helm of [helm3, helm4]) {
        const render = await template(helm.path, folder, ['--set', set]);
        expect(render.code, set).not.toBe(0);
        expect(render.text).toContain(named);
      }
    });
  });

  it('leaves room for what an umbrella hands to its charts', async (context) => {
    const { helm3, helm4 } = requireTools(context, ['helm3', 'helm4']);
    const more = ['--set', 'global.anything.below=1,tags.some=true,enabled=true'];
    for (const helm of [helm3, helm4]) {
      const render = await template(helm.path, folder, more);
      expect(render.code, render.text).toBe(0);
    }
  });
});
