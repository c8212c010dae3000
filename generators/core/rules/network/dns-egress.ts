import type { Kind, PolicyPort } from '../kinds.ts';
import { policiesOf } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'dns-egress',
  rows: ['33.1'],
  title: 'Pods whose calls are restricted may still resolve names',
  *check(rendered) {
    for (const pods of podsOf(rendered)) {
      const policies = policiesOf(rendered, pods, 'Egress');
      const [first] = policies;
      if (!first) continue;
      const missing = ['UDP', 'TCP'].filter((protocol) => !policies.some(allowsDns(protocol)));
      if (missing.length === 0) continue;
      yield fault(
        first,
        'spec.egress',
        `the pods of ${pods.object.kind} ${pods.object.metadata.name} may not ask DNS by ${missing.join(' and ')}: they find nobody`,
        'Allow port 53, UDP and TCP, to kube-dns and to the cache on the node.',
      );
    }
  },
});

const allowsDns = (protocol: string) => (policy: Kind<'NetworkPolicy'>) =>
  (policy.spec.egress ?? []).some(({ to, ports }) =>
    ports ? ports.some((one) => isDns(one, protocol)) : !to,
  );

function isDns({ port, protocol = 'TCP' }: PolicyPort, wanted: string): boolean {
  return protocol === wanted && (port === 53 || port === undefined);
}
