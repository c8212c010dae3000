import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'no-escalation',
  rows: ['C1', 'C2', '32.2', '36.1'],
  title: 'No container is privileged or becomes so',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      for (const key of ['allowPrivilegeEscalation', 'privileged']) {
        if (container.securityContext?.[key] === false) continue;
        yield fault(
          object,
          at(`securityContext.${key}`),
          `${key} is not switched off`,
          `Set ${key}: false in the security context of the container.`,
        );
      }
    }
  },
});
