import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'ingress-tls',
  rows: ['G1'],
  title: 'Every host of an Ingress is served by https',
  *check(rendered) {
    for (const object of ofKind(rendered, 'Ingress')) {
      const secured = new Set((object.spec.tls ?? []).flatMap(({ hosts = [] }) => hosts));
      for (const [i, { host }] of (object.spec.rules ?? []).entries()) {
        if (!host || secured.has(host)) continue;
        yield fault(
          object,
          'spec.tls',
          `no certificate is named for ${host} (spec.rules[${i}]): passwords travel in the clear`,
          'List the host under tls with the Secret of its certificate.',
        );
      }
    }
  },
});
