import { describe, expect, it } from 'vitest';
import { findingsIn, findingsInChart, formatFinding } from '../../generators/core/rules/run.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { rendersOf } from '../charts/renders.ts';
import { answersOf, chartOf, scenarios } from '../charts/scenarios.ts';
import { chartFilesOf } from './chart-files.ts';

describe.each(scenarios)('the rules are content with %s', (scenario) => {
  it('as a chart', async () => {
    const files = chartFilesOf(await chartOf(await answersOf(scenario)));
    expect(findingsInChart(files).map(formatFinding)).toEqual([]);
  });

  for (const helm of ['helm3', 'helm4'] as const) {
    it(`as ${helm} renders it, with every file of values`, async (context) => {
      const tools = requireTools(context, [helm]);
      const renders = await rendersOf(scenario, tools[helm].path);
      expect(renders.length).toBeGreaterThan(2);
      for (const render of renders) {
        expect(findingsIn(render).map(formatFinding), render.title).toEqual([]);
      }
    });
  }
});
