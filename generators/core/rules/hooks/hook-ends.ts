import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { isHook, podsOf } from '../walk.ts';

export default defineRule({
  id: 'hook-ends',
  rows: ['31.2'],
  title: 'Every hook that runs ends, and is not tried for ever',
  *check(rendered) {
    for (const { object, spec } of podsOf(rendered)) {
      if (object.kind !== 'Pod' || !isHook(object)) continue;
      if (spec.restartPolicy !== 'Never') {
        yield fault(
          object,
          'spec.restartPolicy',
          'a pod of a hook that fails is started again and again',
          'Set restartPolicy: Never.',
        );
      }
      if (spec.activeDeadlineSeconds === undefined) {
        yield fault(
          object,
          'spec.activeDeadlineSeconds',
          'the hook may hang as long as Helm waits, and stays behind after that',
          'Set activeDeadlineSeconds.',
        );
      }
    }
    for (const object of ofKind(rendered, 'Job').filter(isHook)) {
      for (const key of ['activeDeadlineSeconds', 'backoffLimit'] as const) {
        if (object.spec[key] !== undefined) continue;
        yield fault(
          object,
          `spec.${key}`,
          'the hook may hang or be tried until Helm gives up, without a word about why',
          `Set ${key}.`,
        );
      }
    }
  },
});
