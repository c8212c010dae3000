import { defineRule, fault } from '../rule.ts';
import { identityLabels, keysOf, selectorsIn } from '../selectors.ts';

export default defineRule({
  id: 'selector-stable',
  rows: ['2.2', '39.1'],
  title: 'No selector holds a label that changes',
  *check(rendered) {
    for (const { object, path, selector } of selectorsIn(rendered)) {
      const strange = keysOf(selector).filter((key) => !identityLabels.includes(key));
      if (strange.length === 0) continue;
      yield fault(
        object,
        path,
        `the selector holds ${strange.join(', ')}, and the upgrade that changes it is refused`,
        'Select by name, instance and component alone.',
      );
    }
  },
});
