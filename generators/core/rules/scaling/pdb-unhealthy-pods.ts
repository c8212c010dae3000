import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'pdb-unhealthy-pods',
  rows: ['25.3'],
  title: 'Pods that are not ready do not hold up a drain',
  *check(rendered) {
    for (const object of ofKind(rendered, 'PodDisruptionBudget')) {
      if (object.spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') continue;
      yield fault(
        object,
        'spec.unhealthyPodEvictionPolicy',
        'pods that crash anyway keep their node from being drained',
        'Set AlwaysAllow.',
      );
    }
  },
});
