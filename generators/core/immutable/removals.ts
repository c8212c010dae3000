import { type KubeObject, nameOf } from '../kubernetes/objects.ts';
import type { ImmutableChange, SourcedObject } from './change.ts';
import { staysWithHelm } from './renames.ts';
import { beside } from './workloads.ts';

/** Kinds with which something goes that no chart can bring back. */
const takesAlong: Readonly<Record<string, string | undefined>> = {
  PersistentVolumeClaim: 'Helm deletes it with its data.',
  PersistentVolume: 'Helm deletes it, and the claim that is bound to it loses its volume.',
  CustomResourceDefinition: 'Helm deletes it with every object of its kind in the cluster.',
  Namespace: 'Helm deletes it with everything in it.',
};

/** What the release has no more, be it that it is a hook from now on. */
export function removed(object: KubeObject): ImmutableChange[] {
  const breaks = takesAlong[object.kind];
  if (breaks === undefined || staysWithHelm(object)) return [];
  return [
    {
      object: nameOf(object),
      field: 'metadata.name',
      from: object.metadata.name ?? '',
      to: 'no part of the release',
      breaks,
      safely:
        'Annotate it with helm.sh/resource-policy: keep, release that, and take it away with a later release, which then leaves it where it is.',
    },
  ];
}

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout']);

/** A workload that becomes one of another kind under its name; undefined where none does. */
export function replaced(
  before: KubeObject,
  come: readonly SourcedObject[],
): ImmutableChange[] | undefined {
  if (!workloads.has(before.kind)) return undefined;
  const next = come.find(
    ({ object: { kind, metadata } }) =>
      workloads.has(kind) &&
      metadata.name === before.metadata.name &&
      metadata.namespace === before.metadata.namespace,
  );
  if (!next) return undefined;
  const data =
    before.kind === 'StatefulSet' ? ' The data stays behind in the claims of the old one.' : '';
  return [
    {
      object: nameOf(before),
      field: 'kind',
      from: before.kind,
      to: next.object.kind,
      breaks: `Helm deletes the old one without waiting until the pods of the new one are ready: nothing serves in between.${data}`,
      safely: beside,
    },
  ];
}
