import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'unprivileged-ports',
  rows: ['C10'],
  title: 'Containers listen on ports that an ordinary user may open',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      for (const [i, { containerPort }] of (container.ports ?? []).entries()) {
        if (containerPort >= 1024) continue;
        yield fault(
          object,
          at(`ports[${i}].containerPort`),
          `port ${containerPort} is one that only root may open on many systems`,
          'Let the app listen on 1024 or above; the Service may keep the low number.',
        );
      }
    }
  },
});
