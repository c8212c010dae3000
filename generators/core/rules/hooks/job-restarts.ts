import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'job-restarts',
  rows: ['J3', 'J5'],
  title: 'A Job starts its container again where it failed',
  *check(rendered) {
    for (const { object, spec, at } of podsOf(rendered)) {
      if (object.kind !== 'Job' && object.kind !== 'CronJob') continue;
      if (spec.restartPolicy === 'OnFailure') continue;
      yield fault(
        object,
        at('spec.restartPolicy'),
        'each try makes a pod of its own, and failed ones pile up',
        'Set restartPolicy: OnFailure.',
      );
    }
  },
});
