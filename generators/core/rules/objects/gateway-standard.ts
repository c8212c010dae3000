import { defineRule, fault } from '../rule.ts';
import { scalarsIn } from '../walk.ts';

export default defineRule({
  id: 'gateway-standard',
  rows: ['V5.2'],
  title: 'Routes use the standard channel of the Gateway API alone',
  *check({ objects }) {
    for (const object of objects) {
      if (!object.apiVersion.startsWith('gateway.networking.k8s.io/')) continue;
      const found = new Set<string>();
      for (const { path } of scalarsIn(object.spec, 'spec')) {
        const experimental = /^(.*?\.(retry|sessionPersistence))(\.|$)/.exec(path);
        if (experimental?.[1]) found.add(experimental[1]);
      }
      for (const path of found) {
        yield fault(
          object,
          path,
          'the field is experimental, and clusters with the standard channel refuse or drop it',
          'Leave it out, or let a value that is off by default bring it in.',
        );
      }
    }
  },
});
