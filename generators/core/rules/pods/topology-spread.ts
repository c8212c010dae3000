import type { LabelSelector } from '../../kubernetes/objects.ts';
import { selects } from '../../kubernetes/objects.ts';
import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'topology-spread',
  rows: ['S2'],
  title: 'Pods of a workload are spread, and the spread counts them',
  exemptedBy: ['polaris/topologySpreadConstraint'],
  *check(rendered) {
    for (const { object, spec, labels, at } of podsOf(rendered)) {
      if (!['Deployment', 'StatefulSet'].includes(object.kind)) continue;
      const constraints = (spec.topologySpreadConstraints ?? []) as {
        labelSelector?: LabelSelector;
      }[];
      const path = at('spec.topologySpreadConstraints');
      if (constraints.length === 0) {
        yield fault(
          object,
          path,
          'nothing spreads the pods over zones and nodes',
          'Add topologySpreadConstraints with a labelSelector.',
        );
      }
      for (const [i, { labelSelector }] of constraints.entries()) {
        if (labelSelector && selects(labelSelector, labels)) continue;
        yield fault(
          object,
          `${path}[${i}].labelSelector`,
          'the constraint counts no pod of this workload, and so spreads nothing',
          'Give it the labels that select these pods.',
        );
      }
    }
  },
});
