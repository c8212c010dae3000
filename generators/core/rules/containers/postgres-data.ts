import { imageParts } from '../images.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'postgres-data',
  rows: ['V6.2'],
  title: 'PostgreSQL from 18 on keeps its data one folder higher',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      const { repository, tag = '' } = imageParts(container.image ?? '');
      if (!/(^|\/)postgres$/.test(repository) || Number.parseInt(tag, 10) < 18) continue;
      for (const [i, { mountPath }] of (container.volumeMounts ?? []).entries()) {
        if (mountPath !== '/var/lib/postgresql/data') continue;
        yield fault(
          object,
          at(`volumeMounts[${i}].mountPath`),
          'the image keeps its data elsewhere, so that a restart loses them',
          'Mount the volume at /var/lib/postgresql.',
        );
      }
    }
  },
});
