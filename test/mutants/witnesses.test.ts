import { expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { answersOf, chartOf, writtenChart } from '../charts/scenarios.ts';
import { mutatedScenarios } from './chosen.ts';
import { judge } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { accepted, refused } from './probe-values.ts';
import { toolNames, wholeChart } from './whole-chart.ts';

it.for(mutatedScenarios)('nobody notices anything in %s as it is', async (scenario, context) => {
  const tools = requireTools(context, toolNames);
  const chart = await chartOf(await answersOf(scenario));
  const whole = await wholeChart(chart, tools);
  const { folder, remove } = writtenChart(chart);
  try {
    const verdict = await judge(unchangedIn(scenario), folder, whole, tools);
    expect(verdict).toMatchObject({ noticedBy: undefined, seenWith: undefined });
  } finally {
    remove();
  }
});

it('each probe renders something else, or is refused by a template', async (context) => {
  const tools = requireTools(context, toolNames);
  const { outcomes } = await wholeChart(await chartOf(await answersOf('first-web')), tools);
  for (const { title } of refused) expect(outcomes.get(title), title).toContain('execution error');
  // The agent alone has settings of its own.
  const here = accepted.filter(({ values }) => !('app' in values));
  for (const { title } of here) expect(outcomes.get(title), title).toMatch(/^\[\{/);
  expect(new Set(here.map(({ title }) => outcomes.get(title))).size).toBe(here.length);
});

const unchangedIn = (scenario: string): Mutant => ({
  scenario,
  file: 'templates/deployment.yaml',
  class: 'manifests',
  subject: undefined,
  kind: 'line removed',
  line: 0,
  removed: 0,
  replacement: [],
  before: [],
});
