import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'pdb-one-field',
  rows: ['25.5'],
  title: 'A budget says what may go or what must stay, not both',
  *check(rendered) {
    for (const object of ofKind(rendered, 'PodDisruptionBudget')) {
      const { minAvailable, maxUnavailable } = object.spec;
      if ((minAvailable === undefined) !== (maxUnavailable === undefined)) continue;
      yield fault(
        object,
        'spec',
        minAvailable === undefined
          ? 'the budget says neither how many may go nor how many must stay'
          : 'minAvailable and maxUnavailable exclude each other, and the API server refuses both',
        'Write maxUnavailable: 1 alone.',
      );
    }
  },
});
