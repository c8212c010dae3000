import { defineRule, fault } from '../rule.ts';
import { isTest } from '../walk.ts';

export default defineRule({
  id: 'test-names',
  rows: ['31.4', '31.5'],
  title: 'Tests are Pods, and what they need is named like them',
  *check({ objects }) {
    const tests = objects.filter(isTest);
    const pods = new Set(
      tests.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => metadata.name),
    );
    for (const object of tests) {
      if (object.kind === 'Pod') continue;
      if (object.kind === 'Job') {
        yield fault(
          object,
          'kind',
          'helm test --logs looks for a Pod of this name and fails',
          'Make the test a Pod with restartPolicy: Never.',
        );
      } else if (!pods.has(object.metadata.name)) {
        yield fault(
          object,
          'metadata.name',
          'no test Pod has this name, and helm test --logs stops at it',
          'Name it like the Pod that it is for.',
        );
      }
    }
  },
});
