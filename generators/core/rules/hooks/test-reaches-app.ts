import { nameOf } from '../../kubernetes/objects.ts';
import { podsBehind, portNamed, portsOf } from '../backends.ts';
import { ofKind } from '../kinds.ts';
import { admits, meansNeighbours } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn, hookEventsOf, sameNamespace, scriptOf } from '../walk.ts';

export default defineRule({
  id: 'test-reaches-app',
  rows: ['32.4', '34.3'],
  title: 'The policies let hooks and tests call what they ask for',
  *check(rendered) {
    for (const { pods: caller, object, container, at } of containersIn(rendered)) {
      if (hookEventsOf(object).length === 0) continue;
      for (const service of ofKind(rendered, 'Service')) {
        const calls = callsTo(scriptOf(container), String(service.metadata.name));
        if (!sameNamespace(rendered, service, object)) continue;
        for (const number of calls) {
          const port = service.spec.ports?.find((one) => one.port === number);
          for (const pods of port ? podsBehind(rendered, service) : []) {
            const podPort = portNamed(portsOf(pods), port?.targetPort ?? number);
            if (!podPort || pods.object === object) continue;
            if (admits(rendered, pods, podPort, (peer) => meansNeighbours(peer, caller.labels))) {
              continue;
            }
            yield fault(
              object,
              at(container.args ? 'args' : 'command'),
              `it asks ${service.metadata.name}:${number}, and the policy of ${nameOf(pods.object)} does not let it in at ${podPort.containerPort}`,
              'Allow its labels in the policy of the pods that it calls.',
            );
          }
        }
      }
    }
  },
});

/** The ports at which a text names a host, each once. */
function callsTo(text: string, host: string): ReadonlySet<number> {
  const pattern = new RegExp(`(?<![\\w.-])${host}(?:\\.[\\w.-]+)?:(\\d+)`, 'g');
  return new Set([...text.matchAll(pattern)].map(([, port]) => Number(port)));
}
