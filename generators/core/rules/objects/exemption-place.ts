import { isExemption } from '../exemptions.ts';
import { defineRule, fault } from '../rule.ts';
import { joined, podsOf } from '../walk.ts';

export default defineRule({
  id: 'exemption-place',
  rows: ['E1'],
  title: 'Exemptions stand on the workload, not on its pods',
  *check(rendered) {
    for (const { object, annotations, at } of podsOf(rendered)) {
      if (object.kind === 'Pod') continue;
      for (const key of Object.keys(annotations).filter(isExemption)) {
        yield fault(
          object,
          joined(at('metadata.annotations'), key),
          'most checkers do not read exemptions of the pod template, and a change restarts pods',
          `Move it to the metadata of the ${object.kind}.`,
        );
      }
    }
  },
});
