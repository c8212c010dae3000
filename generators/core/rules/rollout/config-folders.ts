import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'config-folders',
  rows: ['24'],
  title: 'Configuration is mounted as folders',
  *check(rendered) {
    for (const { pods, object, container, at } of containersIn(rendered)) {
      const config = new Set(
        (pods.spec.volumes ?? [])
          .filter(({ configMap, secret, projected }) => configMap ?? secret ?? projected)
          .map(({ name }) => name),
      );
      for (const [i, { name, subPath }] of (container.volumeMounts ?? []).entries()) {
        if (!subPath || !config.has(name)) continue;
        yield fault(
          object,
          at(`volumeMounts[${i}].subPath`),
          'a file that is mounted by subPath never sees a change',
          'Mount the folder.',
        );
      }
    }
  },
});
