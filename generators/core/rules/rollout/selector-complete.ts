import { defineRule, fault } from '../rule.ts';
import { identityLabels, keysOf, selectorsIn } from '../selectors.ts';

export default defineRule({
  id: 'selector-complete',
  rows: ['2.1'],
  title: 'Every selector holds name, instance and component',
  *check(rendered) {
    for (const { object, path, selector } of selectorsIn(rendered)) {
      const missing = identityLabels.filter((key) => !keysOf(selector).includes(key));
      if (missing.length === 0) continue;
      yield fault(
        object,
        path,
        `the selector lacks ${missing.join(', ')}, and so takes pods of other workloads too`,
        'Add it now: the selector of a workload can never be changed.',
      );
    }
  },
});
