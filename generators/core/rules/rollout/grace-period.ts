import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'grace-period',
  rows: ['26.3'],
  title: 'After the sleep an app has time to finish',
  *check(rendered) {
    for (const { pods, object, container } of containersIn(rendered)) {
      const { terminationGracePeriodSeconds: grace = 30 } = pods.spec as {
        terminationGracePeriodSeconds?: number;
      };
      const sleep = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
      if (sleep === 0 || grace > sleep) continue;
      yield fault(
        object,
        pods.at('spec.terminationGracePeriodSeconds'),
        `of ${grace} s the preStop sleep takes ${sleep}: the app is killed in the middle of its work`,
        'Allow the sleep and the longest request together.',
      );
    }
  },
});
