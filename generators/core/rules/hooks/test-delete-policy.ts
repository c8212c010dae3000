import { defineRule, fault } from '../rule.ts';
import { deletePoliciesOf, isTest } from '../walk.ts';

export default defineRule({
  id: 'test-delete-policy',
  rows: ['31.3'],
  title: 'What a test makes stays until the next test',
  *check({ objects }) {
    for (const object of objects.filter(isTest)) {
      if (deletePoliciesOf(object).join() === 'before-hook-creation') continue;
      yield fault(
        object,
        'metadata.annotations["helm.sh/hook-delete-policy"]',
        'either the next test finds the old pod, or helm test --logs finds none',
        'Write before-hook-creation alone.',
      );
    }
  },
});
