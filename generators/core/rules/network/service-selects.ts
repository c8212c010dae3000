import { podsBehind } from '../backends.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'service-selects',
  rows: ['Sv2'],
  title: 'A Service leads to pods of this release',
  *check(rendered) {
    for (const object of ofKind(rendered, 'Service')) {
      if (object.spec.type === 'ExternalName' || podsBehind(rendered, object).length > 0) continue;
      yield fault(
        object,
        'spec.selector',
        'no pod of this release has these labels, so that every request fails',
        'Select by the labels of the pod template.',
      );
    }
  },
});
