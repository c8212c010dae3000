import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

const message = 'requests for any host land here, those meant for others too';
const cure = 'Name the hosts.';

export default defineRule({
  id: 'route-hosts',
  rows: ['G2'],
  title: 'Every rule that publishes something names its host',
  *check(rendered) {
    for (const object of ofKind(rendered, 'Ingress')) {
      for (const [i, { host }] of (object.spec.rules ?? []).entries()) {
        if (!host) yield fault(object, `spec.rules[${i}].host`, message, cure);
      }
    }
    for (const object of ofKind(rendered, 'HTTPRoute')) {
      if (!object.spec.hostnames?.length) yield fault(object, 'spec.hostnames', message, cure);
    }
  },
});
