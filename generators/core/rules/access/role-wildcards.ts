import { roleRulesIn } from '../roles.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'role-wildcards',
  rows: ['K1'],
  title: 'No role allows everything of some sort',
  *check(rendered) {
    for (const { object, path, rule } of roleRulesIn(rendered)) {
      for (const key of ['apiGroups', 'resources', 'verbs'] as const) {
        if (!rule[key]?.includes('*')) continue;
        yield fault(
          object,
          `${path}.${key}`,
          `"*" allows what nobody has thought of yet`,
          'List what the app needs.',
        );
      }
    }
  },
});
