import type { KubeObject } from '../kubernetes/objects.ts';
import { ofKind } from './kinds.ts';
import type { Rendered } from './rule.ts';
import { sameNamespace } from './walk.ts';

/** The autoscaler of a workload, and the least number of pods that it keeps. */
export function scalerOf(
  rendered: Rendered,
  workload: KubeObject,
): { object: KubeObject; least: number } | undefined {
  const horizontal = ofKind(rendered, 'HorizontalPodAutoscaler').map((object) => ({
    object,
    target: object.spec.scaleTargetRef,
    least: object.spec.minReplicas ?? 1,
  }));
  const keda = ofKind(rendered, 'ScaledObject').map((object) => ({
    object,
    target: object.spec.scaleTargetRef,
    least: object.spec.minReplicaCount ?? 0,
  }));
  return [...horizontal, ...keda].find(
    ({ object, target }) =>
      target?.name === workload.metadata.name &&
      (target?.kind ?? 'Deployment') === workload.kind &&
      sameNamespace(rendered, object, workload),
  );
}

/** The least number of pods of a workload that run while all is well. */
export function leastPodsOf(rendered: Rendered, workload: KubeObject): number {
  const { replicas = 1 } = (workload.spec ?? {}) as { replicas?: number };
  return scalerOf(rendered, workload)?.least ?? replicas;
}
