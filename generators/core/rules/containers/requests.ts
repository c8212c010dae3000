import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'requests',
  rows: ['C5', 'E6'],
  title: 'Every container asks for CPU, memory and disk',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      for (const what of ['cpu', 'memory', 'ephemeral-storage']) {
        if (container.resources?.requests?.[what] !== undefined) continue;
        yield fault(
          object,
          at(`resources.requests.${what}`),
          `the scheduler does not know how much ${what} the container needs`,
          'Set a request; a ResourceQuota refuses pods without one.',
        );
      }
    }
  },
});
