import { nameOf } from '../../kubernetes/objects.ts';
import { podsTakenBy } from '../backends.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { livesOn } from '../walk.ts';

export default defineRule({
  id: 'service-no-jobs',
  rows: ['32.3'],
  title: 'No Service sends requests to pods of tests, hooks or jobs',
  *check(rendered) {
    for (const object of ofKind(rendered, 'Service')) {
      for (const behind of podsTakenBy(rendered, object)) {
        if (livesOn(behind.object)) continue;
        yield fault(
          object,
          'spec.selector',
          `the selector takes ${nameOf(behind.object)} too, which answers no requests`,
          'Give its pods an app.kubernetes.io/component of their own.',
        );
      }
    }
  },
});
