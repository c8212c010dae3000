import { describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { rendersOf } from './renders.ts';
import { runTool } from './run-tool.ts';
import { scenarios } from './scenarios.ts';

/** What kube-score asks for and these answers rule out: scenario, check, and why. */
const contradictions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shop: {
    'container-security-context-user-group-id': 'its image has the user 1000',
    'container-resources': 'the answers want no CPU limit, so that it is never throttled',
    'container-image-pull-policy': 'the answers want IfNotPresent',
  },
  bare: {
    'pod-networkpolicy': 'the answers switch the policy off',
    'deployment-has-poddisruptionbudget': 'the answers switch the budget off',
  },
};

interface Scored {
  object_name: string;
  checks: { check: { id: string }; grade: number; skipped: boolean }[];
}

describe.each(scenarios)('kube-score on the chart %s in production', (scenario) => {
  it('finds nothing but what the answers rule out', async (context) => {
    const tools = requireTools(context, ['helm4', 'kube-score', 'schemas']);
    const renders = await rendersOf(scenario, tools.helm4.path);
    const production = renders.filter(({ environment }) => environment?.kind === 'production');
    // A chart without environments is installed with its values as they are.
    const scored = production.length > 0 ? production : renders.filter((r) => !r.valuesFile);
    const accepted = Object.keys(contradictions[scenario] ?? {}).toSorted();
    for (const { title, text } of scored) {
      const found = new Set<string>();
      const objects = await score(tools['kube-score'].path, text);
      expect(objects.length, title).toBeGreaterThan(0);
      for (const { checks } of objects) {
        for (const { check, grade, skipped } of checks) {
          // 10 is kube-score's grade for a check that has nothing to say.
          if (!skipped && grade < 10) found.add(check.id);
        }
      }
      expect([...found].toSorted(), title).toEqual(accepted);
    }
  });
});

async function score(program: string, text: string): Promise<Scored[]> {
  const args = ['score', '-', '--kubernetes-version', 'v1.36', '--output-format', 'json'];
  const run = await runTool(program, [...args, '--disable-ignore-checks-annotations'], text);
  return JSON.parse(run.stdout) as Scored[];
}
