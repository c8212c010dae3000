import { podsBehind, portsOf } from '../backends.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'target-port',
  rows: ['Sv3'],
  title: 'A Service leads to a port that its pods have, by name',
  *check(rendered) {
    for (const object of ofKind(rendered, 'Service')) {
      const pods = podsBehind(rendered, object);
      for (const [i, { port, targetPort = port }] of (object.spec.ports ?? []).entries()) {
        const path = `spec.ports[${i}].targetPort`;
        if (typeof targetPort === 'number') {
          yield fault(
            object,
            path,
            `the port of the pods is given as the number ${targetPort}`,
            'Name the port of the container, so that its number can change.',
          );
          continue;
        }
        const lacks = pods.find((one) => !portsOf(one).some(({ name }) => name === targetPort));
        if (!lacks) continue;
        const known = portsOf(lacks)
          .map(({ name }) => name)
          .join(', ');
        yield fault(
          object,
          path,
          `the pods have no port "${targetPort}"; they have: ${known || 'none'}`,
          'Name a port of the container.',
        );
      }
    }
  },
});
