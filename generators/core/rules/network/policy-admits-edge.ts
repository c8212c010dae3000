import { nameOf } from '../../kubernetes/objects.ts';
import { backendsIn, podsBehind, portNamed, portsOf, serviceNamed } from '../backends.ts';
import { admits, reachesOtherNamespaces } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'policy-admits-edge',
  rows: ['34.1'],
  title: 'The gateway or ingress controller may call what it publishes',
  *check(rendered) {
    for (const { object, path, service: name, port } of backendsIn(rendered)) {
      const service = serviceNamed(rendered, name, object);
      const target = service?.spec.ports?.find((one) => one.name === port || one.port === port);
      if (!service || !target) continue;
      for (const pods of podsBehind(rendered, service)) {
        const podPort = portNamed(portsOf(pods), target.targetPort ?? target.port);
        if (!podPort || admits(rendered, pods, podPort, reachesOtherNamespaces)) continue;
        yield fault(
          object,
          path,
          `the policy of ${nameOf(pods.object)} lets nobody from another namespace in at ${podPort.containerPort}: people get a 504`,
          'Allow the namespace of the controller, at the port of the pod.',
        );
      }
    }
  },
});
