import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'limits',
  rows: ['C6.1', 'E6'],
  title: 'No container takes all memory or disk of its node',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      for (const what of ['memory', 'ephemeral-storage']) {
        if (container.resources?.limits?.[what] !== undefined) continue;
        yield fault(
          object,
          at(`resources.limits.${what}`),
          `the container may take all ${what} of the node, and other pods die of it`,
          'Set a limit.',
        );
      }
    }
  },
});
