import type { KubeObject } from '../kubernetes/objects.ts';
import { selects } from '../kubernetes/objects.ts';
import type { Kind } from './kinds.ts';
import type { Rendered } from './rule.ts';
import { leastPodsOf } from './scalers.ts';
import { livesOn, podsOf, sameNamespace } from './walk.ts';

/** The workloads that a disruption budget guards, and how many pods they have at least. */
export function guardedBy(
  rendered: Rendered,
  budget: Kind<'PodDisruptionBudget'>,
): { workloads: KubeObject[]; least: number } {
  const workloads = podsOf(rendered)
    .filter(({ object, labels }) => livesOn(object) && selects(budget.spec.selector, labels))
    .map(({ object }) => object)
    .filter((object) => sameNamespace(rendered, object, budget));
  const least = workloads
    .map((workload) => leastPodsOf(rendered, workload))
    .reduce((sum, pods) => sum + pods, 0);
  return { workloads, least };
}
