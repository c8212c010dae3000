import type { Environment } from '../../../generators/core/chart.ts';
import { branch, leaf } from '../../../generators/core/compose/tree.ts';
import {
  boolean,
  integerFrom,
  matching,
  oneOf,
} from '../../../generators/core/compose/values-schema.ts';
import { defineFeature, type Facts } from '../../../generators/core/feature.ts';

/** Empty means: not this one; the template refuses both at once. */
const amount = { anyOf: [integerFrom(0), matching('^([0-9]{1,2}%|100%)?$')] };

export default defineFeature({
  id: 'pdb',
  title: 'Disruption budget',
  group: 'availability',
  answers: ({ group, integer, yesNo }) =>
    group("A PodDisruptionBudget, so that a node's drain takes one pod at a time.", {
      enabled: yesNo('Have a PodDisruptionBudget.', true),
      minAvailable: integer(
        'Pods that must stay, where an environment has more; 0 means: at most one may go.',
        0,
        1000,
        0,
      ),
    }),
  isActive: (own) => own.enabled,
  facts: () => ({ includes: { warnings: 'pdb.warnings' } }),
  values: () => ({
    podDisruptionBudget: branch('', {
      enabled: leaf(
        true,
        'Keep pods running while nodes are drained. Rendered from two pods on.',
        boolean,
      ),
      maxUnavailable: leaf(
        1,
        'Pods that may be gone at once, a number or a percentage. Empty where minAvailable is set.',
        amount,
      ),
      minAvailable: leaf(
        '',
        'Pods that must stay; fewer than run at least, or no node can ever be drained.',
        amount,
      ),
      unhealthyPodEvictionPolicy: leaf(
        'AlwaysAllow',
        'AlwaysAllow lets a drain remove pods that are not ready anyway.',
        oneOf('AlwaysAllow', 'IfHealthyBudget'),
      ),
    }),
  }),
  check: (chart, own, factsIn) =>
    chart.environments.flatMap((environment) => {
      const least = leastReplicas(environment, factsIn(environment));
      if (environment.kind !== 'production' || own.minAvailable === 0 || own.minAvailable < least)
        return [];
      return [
        {
          path: 'pdb.minAvailable',
          message: `${own.minAvailable} of the ${least} pods in ${environment.name} would let no node drain; at most ${least - 1}`,
        },
      ];
    }),
  overlay: ({ own, environment, facts }) =>
    keepsSome(own, environment, facts)
      ? { podDisruptionBudget: { maxUnavailable: '', minAvailable: own.minAvailable } }
      : {},
  expects: ({ own, environment, facts }) => {
    const template = 'pdb.yaml';
    if (leastReplicas(environment, facts) < 2) {
      return [
        {
          it: 'has no budget for a single pod',
          template,
          asserts: [{ hasDocuments: { count: 0 } }],
        },
      ];
    }
    const [path, value] = keepsSome(own, environment, facts)
      ? (['spec.minAvailable', own.minAvailable] as const)
      : (['spec.maxUnavailable', 1] as const);
    return [
      {
        it: 'keeps pods running while nodes are drained',
        template,
        asserts: [{ equal: { path, value } }],
      },
    ];
  },
});

function leastReplicas(environment: Environment, facts: readonly Facts[]): number {
  return facts.find((f) => f.leastReplicas !== undefined)?.leastReplicas ?? environment.replicas;
}

/** Whether it is said how many must stay, and fewer than run. */
function keepsSome(
  own: { minAvailable: number },
  environment: Environment,
  facts: readonly Facts[],
): boolean {
  return own.minAvailable > 0 && own.minAvailable < leastReplicas(environment, facts);
}
