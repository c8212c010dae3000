import type { Probe } from '../../kubernetes/objects.ts';
import { portNamed } from '../backends.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'probe-port',
  rows: ['R2'],
  title: 'Probes ask a port that their container declares',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      const ports = (container.ports ?? []).map((port) => ({ protocol: 'TCP', ...port }));
      for (const [name, probe] of Object.entries({
        startupProbe: container.startupProbe,
        livenessProbe: container.livenessProbe,
        readinessProbe: container.readinessProbe,
        'lifecycle.preStop': container.lifecycle?.preStop,
      })) {
        const { handler, port } = asked(probe);
        if (port === undefined || portNamed(ports, port)) continue;
        const known = ports.map((one) => one.name ?? one.containerPort).join(', ') || 'none';
        yield fault(
          object,
          at(`${name}.${handler}.port`),
          `the container declares no port ${port}; it has: ${known}`,
          'Name one of its ports; what is asked for must be listed under ports.',
        );
      }
    }
  },
});

function asked(probe: Probe | undefined) {
  for (const handler of ['httpGet', 'tcpSocket', 'grpc'] as const) {
    const port = probe?.[handler]?.port;
    if (port !== undefined) return { handler, port };
  }
  return {};
}
