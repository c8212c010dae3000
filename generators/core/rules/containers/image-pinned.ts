import { imageParts } from '../images.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'image-pinned',
  rows: ['C7', '32.1'],
  title: 'Every image has a version',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      const { tag, digest } = imageParts(container.image ?? '');
      if (digest || (tag && tag !== 'latest')) continue;
      yield fault(
        object,
        at('image'),
        `${container.image} is another program tomorrow, and a roll back brings nothing back`,
        'Give it the tag of a version, or a digest.',
      );
    }
  },
});
