import { ofKind } from '../kinds.ts';
import { policiesOf } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';
import { hookEventsOf, hookWeightOf, isHook, podsOf } from '../walk.ts';

export default defineRule({
  id: 'hook-policy',
  rows: ['33c'],
  title: 'Pods of hooks have a policy of their own, made before them',
  *check(rendered) {
    if (ofKind(rendered, 'NetworkPolicy').length === 0) return;
    for (const pods of podsOf(rendered).filter(({ object }) => isHook(object))) {
      const { object } = pods;
      const policies = policiesOf(rendered, pods);
      const isReady = policies.some(
        (policy) =>
          hookEventsOf(object).every((event) => hookEventsOf(policy).includes(event)) &&
          hookWeightOf(policy) < hookWeightOf(object),
      );
      // Without any policy the rule policy-covers speaks.
      if (isReady || policies.length === 0) continue;
      yield fault(
        policies[0] ?? object,
        'metadata.annotations["helm.sh/hook"]',
        `when the hook ${object.kind} ${object.metadata.name} runs, its policy may not be there`,
        'Make the policy a hook of the same moments, with a lower helm.sh/hook-weight.',
      );
    }
  },
});
