import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'service-links',
  rows: ['22'],
  title: 'Pods get no variables for the Services of their namespace',
  *check(rendered) {
    for (const { object, spec, at } of podsOf(rendered)) {
      if (spec.enableServiceLinks === false) continue;
      yield fault(
        object,
        at('spec.enableServiceLinks'),
        'every Service of the namespace becomes variables, and one called APP_PORT breaks apps',
        'Set enableServiceLinks: false; names are found by DNS.',
      );
    }
  },
});
