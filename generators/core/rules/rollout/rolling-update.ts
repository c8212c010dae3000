import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'rolling-update',
  rows: ['26.1', 'X10'],
  title: 'A new pod is ready before an old one goes',
  exemptedBy: ['kube-score/deployment-strategy'],
  *check(rendered) {
    for (const object of ofKind(rendered, 'Deployment')) {
      const { type = 'RollingUpdate', rollingUpdate } = object.spec.strategy ?? {};
      const { maxUnavailable = '25%', maxSurge = '25%' } = rollingUpdate ?? {};
      if (type !== 'RollingUpdate') {
        yield fault(
          object,
          'spec.strategy.type',
          `${type} stops all pods before the first new one starts`,
          "Take RollingUpdate, or exempt kube-score's deployment-strategy.",
        );
      } else if (Number.parseInt(String(maxUnavailable), 10) !== 0) {
        yield fault(
          object,
          'spec.strategy.rollingUpdate.maxUnavailable',
          `${maxUnavailable} of the pods may be gone during a rollout`,
          'Set maxUnavailable: 0 and maxSurge: 1.',
        );
      } else if (Number.parseInt(String(maxSurge), 10) === 0) {
        yield fault(
          object,
          'spec.strategy.rollingUpdate.maxSurge',
          'no pod may go and none may come: the rollout never moves',
          'Set maxSurge: 1.',
        );
      }
    }
  },
});
