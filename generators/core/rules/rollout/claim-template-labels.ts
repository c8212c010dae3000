import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { identityLabels } from '../selectors.ts';
import { joined } from '../walk.ts';

export default defineRule({
  id: 'claim-template-labels',
  rows: ['3', '39.2'],
  title: 'Claim templates carry no label that changes',
  *check(rendered) {
    for (const object of ofKind(rendered, 'StatefulSet')) {
      for (const [i, { metadata }] of (object.spec.volumeClaimTemplates ?? []).entries()) {
        for (const key of Object.keys(metadata?.labels ?? {})) {
          if (identityLabels.includes(key)) continue;
          yield fault(
            object,
            joined(`spec.volumeClaimTemplates[${i}].metadata.labels`, key),
            'claim templates are immutable, and the upgrade that changes this label is refused',
            'Label claims by name, instance and component alone.',
          );
        }
      }
    }
  },
});
