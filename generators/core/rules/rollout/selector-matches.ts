import type { LabelSelector } from '../../kubernetes/objects.ts';
import { selects } from '../../kubernetes/objects.ts';
import { defineRule, fault } from '../rule.ts';
import { livesOn, podsOf } from '../walk.ts';

export default defineRule({
  id: 'selector-matches',
  rows: ['2.4'],
  title: 'A workload selects the pods that it makes',
  *check(rendered) {
    for (const { object, labels } of podsOf(rendered)) {
      if (!livesOn(object)) continue;
      const { selector } = object.spec as { selector?: LabelSelector };
      if (selector && selects(selector, labels)) continue;
      yield fault(
        object,
        'spec.selector',
        'the pods of its own template do not have these labels, and the API server refuses that',
        'Make both of one helper.',
      );
    }
  },
});
