import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

/** Trivy refuses 10000 itself, and looks at containers alone. */
const leastId = 10001;

export default defineRule({
  id: 'run-as-user',
  rows: ['P2'],
  title: 'Every container says under which high user and group it runs',
  exemptedBy: ['checkov/CKV_K8S_40', 'kube-score/container-security-context-user-group-id'],
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      for (const key of ['runAsUser', 'runAsGroup'] as const) {
        const id = container.securityContext?.[key];
        if (typeof id === 'number' && id >= leastId) continue;
        yield fault(
          object,
          at(`securityContext.${key}`),
          id === undefined
            ? `the container does not say its ${key}`
            : `${key} ${id} may be a user of the node`,
          `Set ${leastId} or more on the container itself, or exempt CKV_K8S_40 with the reason.`,
        );
      }
    }
  },
});
