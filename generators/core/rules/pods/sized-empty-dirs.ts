import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'sized-empty-dirs',
  rows: ['27.1'],
  title: 'Writable folders are bounded',
  *check(rendered) {
    for (const { object, spec, at } of podsOf(rendered)) {
      for (const [i, volume] of (spec.volumes ?? []).entries()) {
        const { emptyDir } = volume as { emptyDir?: { sizeLimit?: string } };
        if (!emptyDir || emptyDir.sizeLimit) continue;
        yield fault(
          object,
          at(`spec.volumes[${i}].emptyDir.sizeLimit`),
          'the folder may fill the disk of the node',
          'Set a sizeLimit.',
        );
      }
    }
  },
});
