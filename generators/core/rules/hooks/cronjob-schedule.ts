import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'cronjob-schedule',
  rows: ['J1', 'J2'],
  title: 'A CronJob says what happens to runs that are late or overlap',
  *check(rendered) {
    for (const object of ofKind(rendered, 'CronJob')) {
      if (object.spec.startingDeadlineSeconds === undefined) {
        yield fault(
          object,
          'spec.startingDeadlineSeconds',
          'after a hundred missed runs the CronJob never runs again',
          'Set startingDeadlineSeconds.',
        );
      }
      if (object.spec.concurrencyPolicy === undefined) {
        yield fault(
          object,
          'spec.concurrencyPolicy',
          'a slow run is joined by the next one',
          'Set Forbid or Replace, or Allow on purpose.',
        );
      }
    }
  },
});
