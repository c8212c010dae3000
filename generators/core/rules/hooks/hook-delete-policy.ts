import { defineRule, fault } from '../rule.ts';
import { deletePoliciesOf, isHook, isTest } from '../walk.ts';

export default defineRule({
  id: 'hook-delete-policy',
  rows: ['31.1'],
  title: 'Hooks leave nothing behind',
  *check({ objects }) {
    for (const object of objects) {
      if (!isHook(object) || isTest(object)) continue;
      const policies = deletePoliciesOf(object);
      const missing = ['before-hook-creation', 'hook-succeeded'].filter(
        (one) => !policies.includes(one),
      );
      if (missing.length === 0) continue;
      yield fault(
        object,
        'metadata.annotations["helm.sh/hook-delete-policy"]',
        'what a hook makes survives an uninstall, or stands in the way of the next run',
        'Write before-hook-creation,hook-succeeded.',
      );
    }
  },
});
