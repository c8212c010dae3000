import type { LabelSelector } from '../../kubernetes/objects.ts';
import { selects } from '../../kubernetes/objects.ts';
import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

interface Term {
  topologyKey?: string;
  labelSelector?: LabelSelector;
}

interface Affinity {
  podAntiAffinity?: {
    requiredDuringSchedulingIgnoredDuringExecution?: readonly Term[];
    preferredDuringSchedulingIgnoredDuringExecution?: readonly { podAffinityTerm?: Term }[];
  };
}

export default defineRule({
  id: 'anti-affinity',
  rows: ['S1'],
  title: "Pods of a workload keep off each other's nodes",
  *check(rendered) {
    for (const { object, spec, labels, at } of podsOf(rendered)) {
      if (!['Deployment', 'StatefulSet'].includes(object.kind)) continue;
      const { podAntiAffinity = {} } = (spec.affinity ?? {}) as Affinity;
      const terms = [
        ...(podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution ?? []),
        ...(podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
          ({ podAffinityTerm }) => podAffinityTerm ?? {},
        ),
      ];
      const keepsOff = terms.some(
        ({ topologyKey, labelSelector }) =>
          topologyKey === 'kubernetes.io/hostname' &&
          labelSelector &&
          selects(labelSelector, labels),
      );
      if (keepsOff) continue;
      yield fault(
        object,
        at('spec.affinity.podAntiAffinity'),
        'all pods may land on one node, and go down with it',
        'Add a podAntiAffinity on kubernetes.io/hostname with the labels of these pods.',
      );
    }
  },
});
