import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'cpu-limit',
  rows: ['C6.2'],
  title: 'Every container has a CPU limit, or says why not',
  exemptedBy: ['checkov/CKV_K8S_11', 'polaris/cpuLimitsMissing'],
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      if (container.resources?.limits?.cpu !== undefined) continue;
      yield fault(
        object,
        at('resources.limits.cpu'),
        'the container has no CPU limit, and nobody said that it should have none',
        'Set one, or exempt CKV_K8S_11 with the reason.',
      );
    }
  },
});
