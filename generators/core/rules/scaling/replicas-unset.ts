import { nameOf } from '../../kubernetes/objects.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { scalerOf } from '../scalers.ts';

export default defineRule({
  id: 'replicas-unset',
  rows: ['1.1', 'A4'],
  title: 'Under an autoscaler nobody else says how many pods there are',
  *check(rendered) {
    for (const object of [...ofKind(rendered, 'Deployment'), ...ofKind(rendered, 'StatefulSet')]) {
      const vertical = ofKind(rendered, 'VerticalPodAutoscaler').find(
        ({ spec }) => spec.targetRef?.name === object.metadata.name,
      );
      const scaler = scalerOf(rendered, object)?.object ?? vertical;
      if (!scaler || object.spec.replicas === undefined) continue;
      yield fault(
        object,
        'spec.replicas',
        `every upgrade sets the pods back to ${object.spec.replicas}, and ${nameOf(scaler)} fights it`,
        'Leave replicas out while an autoscaler is on.',
      );
    }
  },
});
