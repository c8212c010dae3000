import { type KubeObject, nameOf, type PodSpec } from '../kubernetes/objects.ts';
import type { Rendered } from '../rules/rule.ts';
import { scalerOf } from '../rules/scalers.ts';
import { isHook, livesOn, podsOf } from '../rules/walk.ts';
import { amountOfPod, type ResourceName, resourceNames } from './amounts.ts';

/** From the least number of pods to the most; null is without end. */
export interface Range {
  least: number | null;
  most: number | null;
}

/** What a render makes of a cluster's room. */
export interface Totals {
  /** How many of each kind, hooks such as tests left out. */
  objects: Record<string, number>;
  hooks: number;
  pods: Range;
  requests: Record<ResourceName, Range>;
  limits: Record<ResourceName, Range>;
  /** Pods that are not counted: those of DaemonSets, a pod a node, and of jobs, while they run. */
  notCounted: string[];
}

interface Counted {
  spec: PodSpec;
  least: number;
  most: number;
}

export function totalsOf(rendered: Rendered): Totals {
  const lasting = rendered.objects.filter((object) => !isHook(object));
  const counted: Counted[] = [];
  const notCounted: string[] = [];
  for (const { object, spec } of podsOf({ ...rendered, objects: lasting })) {
    if (isCountable(object)) counted.push({ spec, ...replicasOf(rendered, object) });
    else notCounted.push(nameOf(object));
  }
  const totals = (kind: 'requests' | 'limits') =>
    Object.fromEntries(
      resourceNames.map((name) => [name, total(counted, kind, name)]),
    ) as Totals['requests'];
  return {
    objects: countedKinds(lasting),
    hooks: rendered.objects.length - lasting.length,
    pods: {
      least: counted.reduce((sum, { least }) => sum + least, 0),
      most: counted.reduce((sum, { most }) => sum + most, 0),
    },
    requests: totals('requests'),
    limits: totals('limits'),
    notCounted,
  };
}

function countedKinds(objects: readonly KubeObject[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of objects) counts[kind] = (counts[kind] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isCountable(object: KubeObject): boolean {
  return object.kind === 'Pod' || (livesOn(object) && object.kind !== 'DaemonSet');
}

function replicasOf(rendered: Rendered, object: KubeObject): { least: number; most: number } {
  const scaler = scalerOf(rendered, object);
  if (!scaler) {
    const { replicas = 1 } = (object.kind === 'Pod' ? {} : object.spec) as { replicas?: number };
    return { least: replicas, most: replicas };
  }
  const spec = scaler.object.spec as { maxReplicas?: number; maxReplicaCount?: number };
  // What KEDA takes where nothing is said.
  return { least: scaler.least, most: spec.maxReplicas ?? spec.maxReplicaCount ?? 100 };
}

function total(
  counted: readonly Counted[],
  kind: 'requests' | 'limits',
  name: ResourceName,
): Range {
  const sum = (by: 'least' | 'most') => {
    let whole = 0;
    for (const pods of counted) {
      const amount = amountOfPod(pods.spec, kind, name);
      if (pods[by] > 0 && amount === undefined) return null;
      whole += pods[by] * (amount ?? 0);
    }
    // Thousandths of a CPU are no binary numbers.
    return Number(whole.toFixed(6));
  };
  return { least: sum('least'), most: sum('most') };
}
