import { guardedBy } from '../budgets.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'pdb-needs-two',
  rows: ['25.4'],
  title: 'A budget guards pods of this release, two or more',
  *check(rendered) {
    for (const object of ofKind(rendered, 'PodDisruptionBudget')) {
      const { workloads, least } = guardedBy(rendered, object);
      if (least >= 2) continue;
      yield fault(
        object,
        'spec.selector',
        workloads.length === 0
          ? 'the budget guards no pod of this release'
          : `the budget guards ${least} pod, which either blocks a drain or means nothing`,
        'Render the budget only from two pods on.',
      );
    }
  },
});
