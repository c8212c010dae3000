import { defineRule, fault } from '../rule.ts';
import { joined } from '../walk.ts';

export default defineRule({
  id: 'no-retired-controller',
  rows: ['V4'],
  title: 'Nothing is written for ingress-nginx, which is retired',
  *check({ objects }) {
    for (const object of objects) {
      for (const key of Object.keys(object.metadata.annotations ?? {})) {
        if (!key.startsWith('nginx.ingress.kubernetes.io/')) continue;
        yield fault(
          object,
          joined('metadata.annotations', key),
          'only ingress-nginx reads this annotation, and it gets no more security fixes',
          'Say the same to another controller, or by the Gateway API.',
        );
      }
    }
  },
});
