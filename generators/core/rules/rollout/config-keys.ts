import { defineRule, fault } from '../rule.ts';
import { looksSecret } from '../secrets.ts';
import { joined } from '../walk.ts';

export default defineRule({
  id: 'config-keys',
  rows: ['M1'],
  title: 'No ConfigMap has a key that is named like a secret',
  *check({ objects }) {
    for (const object of objects) {
      if (object.kind !== 'ConfigMap') continue;
      for (const key of Object.keys(object.data ?? {}).filter(looksSecret)) {
        yield fault(
          object,
          joined('data', key),
          'the key looks like a secret, and a ConfigMap hides nothing',
          'Put it into a Secret, or give it another name if it is none.',
        );
      }
    }
  },
});
