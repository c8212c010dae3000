import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'hpa-range',
  rows: ['A1', 'A2'],
  title: 'An autoscaler keeps two pods and has room above',
  *check(rendered) {
    for (const object of ofKind(rendered, 'HorizontalPodAutoscaler')) {
      const { minReplicas = 1, maxReplicas } = object.spec;
      if (minReplicas < 2) {
        yield fault(
          object,
          'spec.minReplicas',
          'at night one pod is left, and its node may fail',
          'Set at least 2.',
        );
      }
      if (maxReplicas <= minReplicas) {
        yield fault(
          object,
          'spec.maxReplicas',
          `between ${minReplicas} and ${maxReplicas} there is nothing to scale`,
          'Raise maxReplicas above minReplicas.',
        );
      }
    }
  },
});
