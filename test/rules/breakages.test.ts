import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Chart } from '../../generators/core/chart.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { findingsIn, formatFinding } from '../../generators/core/rules/run.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { namespace, objectsIn, release } from '../charts/renders.ts';
import { template } from '../charts/run-tool.ts';
import { answersOf, chartOf, writtenChart } from '../charts/scenarios.ts';
import { type Breakage, breakages } from './breakages.ts';

/**
 * Each breakage is made in the text of the chart, before Helm renders it for production. That the
 * unbroken charts have no findings is shown beside, in renders.test.ts.
 */
describe('a chart that is broken in a way that hurts in production', () => {
  const charts = new Map<string, Chart>();

  beforeAll(async () => {
    for (const scenario of new Set(breakages.map((one) => one.scenario))) {
      charts.set(scenario, await chartOf(await answersOf(scenario)));
    }
  });

  it.for(breakages)('is noticed where $what', async (breakage, context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    const findings = findingsIn(await rendered(breakage, helm4.path));
    const { rule, object, path } = breakage.finds;
    const found = findings.find(
      (one) => one.rule === rule && one.object === object && one.path === path,
    );
    expect(found, findings.map(formatFinding).join('\n')).toBeDefined();
    expect(found && formatFinding(found)).toMatch(new RegExp(`^${object} .+\\[${rule}\\]\\n  \\w`));
  });

  async function rendered({ scenario, file, from, to }: Breakage, helm: string) {
    const chart = charts.get(scenario);
    if (!chart) throw new Error(`no chart ${scenario}`);
    const files = new Map(filesOf(chart));
    const entry = files.get(file);
    if (!entry) throw new Error(`${scenario} has no ${file}`);
    const body = entry.body.replaceAll(
      typeof from === 'string' ? from : new RegExp(from.source, 'g'),
      to,
    );
    expect(body, `${file} holds ${from}`).not.toBe(entry.body);
    const { folder, remove } = writtenChart(chart, files.set(file, { ...entry, body }));
    try {
      const run = await template(helm, folder, ['--values', join(folder, 'values-prod.yaml')]);
      expect(run.code, run.text).toBe(0);
      return { release, namespace, objects: objectsIn(run.stdout) };
    } finally {
      remove();
    }
  }
});
