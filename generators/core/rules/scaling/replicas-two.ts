import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { leastPodsOf } from '../scalers.ts';

export default defineRule({
  id: 'replicas-two',
  rows: ['X11'],
  title: 'A Deployment has two pods, or says why not',
  exemptedBy: ['kube-score/deployment-replicas', 'polaris/deploymentMissingReplicas'],
  *check(rendered) {
    for (const object of ofKind(rendered, 'Deployment')) {
      if (leastPodsOf(rendered, object) >= 2) continue;
      yield fault(
        object,
        'spec.replicas',
        'one pod is no pod while its node is replaced',
        'Run two, or exempt deployment-replicas of kube-score and Polaris.',
      );
    }
  },
});
