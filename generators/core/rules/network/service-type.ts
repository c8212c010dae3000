import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'service-type',
  rows: ['Sv1', 'X13'],
  title: 'Services stay inside the cluster, or say why not',
  exemptedBy: ['kube-linter/exposed-services', 'kube-score/service-type'],
  *check(rendered) {
    for (const object of ofKind(rendered, 'Service')) {
      const { type = 'ClusterIP' } = object.spec;
      if (type === 'ClusterIP' || type === 'ExternalName') continue;
      yield fault(
        object,
        'spec.type',
        `${type} opens all ports of the Service outside, past Ingress and TLS`,
        'Take ClusterIP and an Ingress, or annotate ignore-check.kube-linter.io/exposed-services with the reason.',
      );
    }
  },
});
