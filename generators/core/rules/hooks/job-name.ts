import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { isHook } from '../walk.ts';

export default defineRule({
  id: 'job-name',
  rows: ['7b.1'],
  title: 'A Job that is no hook has another name when its template changes',
  *check(rendered) {
    for (const object of ofKind(rendered, 'Job')) {
      if (isHook(object) || /-[0-9a-f]{6,}$/.test(object.metadata.name ?? '')) continue;
      yield fault(
        object,
        'metadata.name',
        'the template of a Job is immutable: the upgrade to a new image is refused',
        'End the name with a hash of its spec, or make the Job a hook.',
      );
    }
  },
});
