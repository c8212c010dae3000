import { roleRulesIn } from '../roles.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'role-secrets',
  rows: ['K2'],
  title: 'No role reads or writes Secrets',
  *check(rendered) {
    for (const { object, path, rule } of roleRulesIn(rendered)) {
      if (!rule.resources?.some((one) => /^secrets(\/|$)/.test(one))) continue;
      yield fault(
        object,
        `${path}.resources`,
        'whoever breaks into the pod reads the Secrets of the namespace',
        'Mount the Secret that the app needs instead.',
      );
    }
  },
});
