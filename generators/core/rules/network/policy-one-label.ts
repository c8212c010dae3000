import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'policy-one-label',
  rows: ['N4'],
  title: "A policy's podSelector has one label in matchLabels",
  *check(rendered) {
    for (const object of ofKind(rendered, 'NetworkPolicy')) {
      const { matchLabels = {} } = object.spec.podSelector ?? {};
      if (Object.keys(matchLabels).length <= 1) continue;
      yield fault(
        object,
        'spec.podSelector.matchLabels',
        'Polaris takes each label that the pods share for a policy of its own, and finds too many',
        'Keep one label there and write the others as matchExpressions.',
      );
    }
  },
});
