import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'vpa-mode',
  rows: ['V7.2'],
  title: 'A vertical autoscaler resizes pods in place',
  *check(rendered) {
    for (const object of ofKind(rendered, 'VerticalPodAutoscaler')) {
      if (object.spec.updatePolicy?.updateMode !== 'Auto') continue;
      yield fault(
        object,
        'spec.updatePolicy.updateMode',
        'the mode Auto is deprecated, and restarts pods to resize them',
        'Write InPlaceOrRecreate, or Off for recommendations alone.',
      );
    }
  },
});
