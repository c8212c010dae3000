import type { Probe } from '../../kubernetes/objects.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'probes-differ',
  rows: ['R1'],
  title: 'Liveness and readiness ask different questions',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      const { livenessProbe, readinessProbe } = container;
      if (!livenessProbe || !readinessProbe) continue;
      if (questionOf(livenessProbe) !== questionOf(readinessProbe)) continue;
      yield fault(
        object,
        at('livenessProbe'),
        'it asks what readinessProbe asks, so that a pod which should only rest is killed',
        'Let liveness ask for the process alone, by another path, port or command.',
      );
    }
  },
});

/** Timing does not count. */
function questionOf({ httpGet, tcpSocket, grpc, exec }: Probe): string {
  return JSON.stringify([httpGet?.path, httpGet?.port, tcpSocket?.port, grpc, exec?.command]);
}
