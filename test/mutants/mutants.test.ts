import { afterAll, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { writtenChart } from '../charts/scenarios.ts';
import { count } from '../setup/counts.ts';
import { chosenMutants, seed } from './chosen.ts';
import { judge, type Verdict } from './judge.ts';
import { listed, noticedPercent, survived, tableBy } from './report.ts';
import { toolNames, type WholeChart, wholeChart } from './whole-chart.ts';

/**
 * The templates of the golden charts, changed in one place at a time: does anybody notice? Helm and
 * the schema are asked first, then kubeconform, the chart's own unit tests, and the rules.
 */
const { groups, possible } = await chosenMutants();
const verdicts: Verdict[] = [];
const wholes = new Map<string, Promise<WholeChart>>();

describe.concurrent('who breaks it is noticed', () => {
  it.for(groups)('$title', async ({ scenario, chart, mutants }, context) => {
    const tools = requireTools(context, toolNames);
    const whole = wholes.get(scenario) ?? wholeChart(chart, tools);
    wholes.set(scenario, whole);
    const { folder, remove } = writtenChart(chart);
    const own: Verdict[] = [];
    try {
      for (const mutant of mutants) own.push(await judge(mutant, folder, await whole, tools));
    } finally {
      remove();
      verdicts.push(...own);
    }
    count(context.task, 'mutants', own.length);
    count(context.task, 'mutants that survived', own.filter(survived).length);
    // Selectors, security, probes, policies, budgets, checksums: nothing may get past there.
    const grave = own.filter((one) => survived(one) && one.mutant.subject);
    context.expect(listed(grave)).toBe('');
  });
});

describe('all together', () => {
  it('four of five mutants of the manifests are noticed', (context) => {
    requireTools(context, toolNames);
    const manifests = verdicts.filter(({ mutant }) => mutant.class === 'manifests');
    expect(manifests.length).toBeGreaterThan(300);
    expect(noticedPercent(manifests)).toBeGreaterThanOrEqual(80);
  });
});

afterAll(() => {
  if (verdicts.length === 0) return;
  console.log(
    [
      `${verdicts.length} of ${possible} mutants, by the seed "${seed}"`,
      tableBy('class', verdicts, ({ mutant }) => mutant.class),
      tableBy('file', verdicts, ({ mutant }) => mutant.file),
      tableBy('what was done', verdicts, ({ mutant }) => mutant.kind),
      `survivors\n${listed(verdicts.filter(survived))}`,
    ].join('\n\n'),
  );
});
