import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'fs-group',
  rows: ['P3'],
  title: 'Volumes do not belong to the group 0',
  *check(rendered) {
    for (const { object, spec, at } of podsOf(rendered)) {
      const { fsGroup } = (spec.securityContext ?? {}) as { fsGroup?: number };
      if (fsGroup !== 0) continue;
      yield fault(
        object,
        at('spec.securityContext.fsGroup'),
        'fsGroup 0 gives the volumes to the group of root',
        'Set the group that the containers run as.',
      );
    }
  },
});
