import { nameOf } from '../../kubernetes/objects.ts';
import { defineRule, fault } from '../rule.ts';
import { namespaceOf } from '../walk.ts';

export default defineRule({
  id: 'object-unique',
  rows: ['19.2'],
  title: 'No two objects of a kind share a name',
  *check(rendered) {
    const seen = new Set<string>();
    for (const object of rendered.objects) {
      const key = `${object.apiVersion} ${nameOf(object)} ${namespaceOf(rendered, object)}`;
      if (seen.has(key)) {
        yield fault(
          object,
          'metadata.name',
          'another object of this kind has the same name, and one of them is lost',
          'Give each a suffix, and cut the name before the suffix is added.',
        );
      }
      seen.add(key);
    }
  },
});
