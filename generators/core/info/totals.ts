import { asMap } from '../data/maps.ts';
import { type KubeObject, nameOf, type PodSpec, podTemplateOf } from '../kubernetes/objects.ts';
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
  /**
   * Pods that are not counted: those of DaemonSets, a pod a node, of jobs, while they run, and of
   * kinds that are not Kubernetes' own.
   */
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
  notCounted.push(...lasting.filter(makesPodsOfItsOwn).map(nameOf));
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

/** Such as a Rollout of Argo: what looks like a template of pods will be one. */
function makesPodsOfItsOwn(object: KubeObject): boolean {
  const { spec } = asMap(asMap(object.spec).template);
  return Array.isArray(asMap(spec).containers) && podTemplateOf(object) === undefined;
}

function replicasOf(rendered: Rendered, object: KubeObject): { least: number; most: number } {
  const replicas = podCount(object.kind === 'Pod' ? 1 : asMap(object.spec).replicas, 1);
  const scaler = scalerOf(rendered, object);
  // No pods at all switch an HPA off; KEDA makes the first one itself.
  const isOff = replicas === 0 && scaler?.object.kind === 'HorizontalPodAutoscaler';
  if (!scaler || isOff) return { least: replicas, most: replicas };
  const { maxReplicas, maxReplicaCount } = asMap(scaler.object.spec);
  // What KEDA takes where nothing is said.
  return { least: podCount(scaler.least, 1), most: podCount(maxReplicas ?? maxReplicaCount, 100) };
}

/** Templates may make a text of a number; what is none is refused by Kubernetes. */
function podCount(value: unknown, preset: number): number {
  const text = String(value ?? preset);
  if (!/^\d+$/.test(text)) throw new TypeError(`${text} is no number of pods`);
  return Number(text);
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
