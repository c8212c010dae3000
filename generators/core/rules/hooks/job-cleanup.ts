import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'job-cleanup',
  rows: ['J4', '31.6'],
  title: 'Jobs go away after they have ended',
  *check(rendered) {
    for (const object of ofKind(rendered, 'Job')) {
      if (object.spec.ttlSecondsAfterFinished !== undefined) continue;
      yield fault(
        object,
        'spec.ttlSecondsAfterFinished',
        'the Job and its pods stay for ever',
        'Set ttlSecondsAfterFinished.',
      );
    }
  },
});
