import { selects } from '../../kubernetes/objects.ts';
import type { PodPort } from '../backends.ts';
import { portsOf } from '../backends.ts';
import type { PolicyPort } from '../kinds.ts';
import { ofKind } from '../kinds.ts';
import { podsUnder } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';
import { podsOf, sameNamespace } from '../walk.ts';

export default defineRule({
  id: 'policy-pod-ports',
  rows: ['33a.1'],
  title: 'Policies name ports of pods, not of Services',
  *check(rendered) {
    for (const object of ofKind(rendered, 'NetworkPolicy')) {
      const own = podsUnder(rendered, object).flatMap(portsOf);
      const calls = [
        ...(object.spec.ingress ?? []).map(({ ports }, i) => ({
          ports,
          path: `spec.ingress[${i}]`,
          called: own,
        })),
        ...(object.spec.egress ?? []).map(({ to, ports }, i) => ({
          ports,
          path: `spec.egress[${i}]`,
          called: neighbours(to),
        })),
      ];
      for (const { ports = [], path, called } of calls) {
        for (const [i, port] of ports.entries()) {
          if (called.length === 0 || called.some((one) => isMeant(one, port))) continue;
          const known = called.map((one) => `${one.name ?? ''} ${one.containerPort}`.trim());
          yield fault(
            object,
            `${path}.ports[${i}].port`,
            `the pods listen on no port ${port.port}; they have: ${[...new Set(known)].join(', ')}`,
            'Write the containerPort; a policy never sees the port of a Service.',
          );
        }
      }

      function neighbours(to: (typeof object.spec.egress & object)[number]['to']): PodPort[] {
        const isOnlyNeighbours = to?.every((peer) => peer.podSelector && !peer.namespaceSelector);
        if (!to || !isOnlyNeighbours) return [];
        return podsOf(rendered)
          .filter((pods) => sameNamespace(rendered, pods.object, object))
          .filter(({ labels }) => to.some(({ podSelector }) => selects(podSelector, labels)))
          .flatMap(portsOf);
      }
    }
  },
});

function isMeant(one: PodPort, { port, endPort, protocol = 'TCP' }: PolicyPort): boolean {
  if (one.protocol !== protocol) return false;
  if (typeof port !== 'number') return port === undefined || port === one.name;
  return port <= one.containerPort && one.containerPort <= (endPort ?? port);
}
