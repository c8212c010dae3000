import { guardedBy } from '../budgets.ts';
import type { Count } from '../kinds.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'pdb-leaves-room',
  rows: ['25.2'],
  title: 'A budget lets nodes drain',
  *check(rendered) {
    for (const object of ofKind(rendered, 'PodDisruptionBudget')) {
      const { least } = guardedBy(rendered, object);
      const { minAvailable, maxUnavailable } = object.spec;
      if (minAvailable !== undefined && podsMeant(minAvailable, least) >= least) {
        yield fault(
          object,
          'spec.minAvailable',
          `${minAvailable} of ${least} pods must stay, so that no node can ever be drained`,
          'Write maxUnavailable: 1, or less than the least number of pods.',
        );
      }
      if (maxUnavailable !== undefined && podsMeant(maxUnavailable, least) < 1) {
        yield fault(
          object,
          'spec.maxUnavailable',
          'no pod may ever go, so that no node can be drained',
          'Write maxUnavailable: 1.',
        );
      }
    }
  },
});

/** Kubernetes rounds percentages up. */
function podsMeant(count: Count, pods: number): number {
  const text = String(count);
  return text.endsWith('%')
    ? Math.ceil((Number.parseInt(text, 10) * pods) / 100)
    : Number.parseInt(text, 10);
}
