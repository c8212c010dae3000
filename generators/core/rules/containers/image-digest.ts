import { imageParts } from '../images.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'image-digest',
  rows: ['C8'],
  title: 'Every image is named by its digest, or says why not',
  exemptedBy: ['checkov/CKV_K8S_43'],
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      if (imageParts(container.image ?? '').digest) continue;
      yield fault(
        object,
        at('image'),
        `the tag of ${container.image} can be moved to another image`,
        'Add @sha256:..., or exempt CKV_K8S_43 with the reason.',
      );
    }
  },
});
