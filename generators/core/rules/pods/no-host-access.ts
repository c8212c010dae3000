import { defineRule, fault } from '../rule.ts';
import { containersIn, podsOf } from '../walk.ts';

export default defineRule({
  id: 'no-host-access',
  rows: ['P8', 'P9'],
  title: 'Pods keep away from their node',
  *check(rendered) {
    for (const { object, spec, at } of podsOf(rendered)) {
      for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
        if (!spec[key]) continue;
        yield fault(
          object,
          at(`spec.${key}`),
          `${key} lets the pod see what belongs to its node and to other pods`,
          'Leave it out.',
        );
      }
      for (const [i, volume] of (spec.volumes ?? []).entries()) {
        if (!volume.hostPath) continue;
        yield fault(
          object,
          at(`spec.volumes[${i}].hostPath`),
          'a hostPath opens the file system of the node',
          'Use an emptyDir, a claim or a projected volume.',
        );
      }
    }
    for (const { object, container, at } of containersIn(rendered)) {
      for (const [i, port] of (container.ports ?? []).entries()) {
        if (!('hostPort' in port)) continue;
        yield fault(
          object,
          at(`ports[${i}].hostPort`),
          'a hostPort opens the port on the node, past every policy',
          'Use a Service.',
        );
      }
    }
  },
});
