import { roleRulesIn } from '../roles.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'role-escalation',
  rows: ['K3'],
  title: 'No role can give itself more rights',
  *check(rendered) {
    for (const { object, path, rule } of roleRulesIn(rendered)) {
      const verbs = (rule.verbs ?? []).filter((one) => /^(escalate|bind|impersonate)$/.test(one));
      if (verbs.length === 0) continue;
      yield fault(
        object,
        `${path}.verbs`,
        `${verbs.join(' and ')} lets the pod become an administrator`,
        'Leave it out.',
      );
    }
  },
});
