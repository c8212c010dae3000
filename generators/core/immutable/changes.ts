import { type KubeObject, nameOf } from '../kubernetes/objects.ts';
import { isHook } from '../rules/walk.ts';
import type { FieldRule, ImmutableChange, SourcedObject } from './change.ts';
import { claims } from './claims.ts';
import { fixedFields } from './fixed-fields.ts';
import { renamed } from './renames.ts';
import { sealed } from './sealed.ts';
import { services } from './services.ts';
import { statefulSets } from './stateful-sets.ts';
import { jobs, pods, selectors } from './workloads.ts';

const fieldRules: readonly FieldRule[] = [
  selectors,
  statefulSets,
  jobs,
  pods,
  services,
  claims,
  sealed,
  ...fixedFields,
];

/**
 * What a live release would refuse or lose, found in the objects that Helm makes of the chart as it
 * is and as it will be. What only comes or only goes is nobody's loss but the chart's own choice.
 */
export function immutableChanges(
  before: readonly SourcedObject[],
  after: readonly SourcedObject[],
): ImmutableChange[] {
  const [was, is] = [keyed(before), keyed(after)];
  const gone = [...was].filter(([key]) => !is.has(key)).map(([, one]) => one);
  const come = [...is].filter(([key]) => !was.has(key)).map(([, one]) => one);
  const stayed = [...was].flatMap(([key, { object }]) => {
    const same = is.get(key);
    return same ? fieldChanges(object, same.object) : [];
  });
  return [...inPairs(gone, come).flatMap(([old, next]) => renamed(old, next)), ...stayed];
}

function fieldChanges(before: KubeObject, after: KubeObject): ImmutableChange[] {
  return fieldRules
    .filter(({ kinds }) => kinds.includes(after.kind) && isOfKubernetes(after))
    .flatMap(({ find }) => find(before, after))
    .map((found) => ({ object: nameOf(after), ...found }));
}

/** A Service of Knative is none of Kubernetes' own. */
function isOfKubernetes({ apiVersion }: KubeObject): boolean {
  const group = groupOf(apiVersion);
  return !group.includes('.') || group.endsWith('.k8s.io');
}

/**
 * By what a cluster knows them, in whatever version of the API they are written. A hook is deleted
 * and made again, and is no part of the release.
 */
function keyed(objects: readonly SourcedObject[]): Map<string, SourcedObject> {
  const named = objects.filter(({ object }) => object.metadata?.name && !isHook(object));
  return new Map(
    named.map((one) => {
      const { apiVersion, kind, metadata } = one.object;
      return [[groupOf(apiVersion), kind, metadata.namespace, metadata.name].join('/'), one];
    }),
  );
}

function groupOf(apiVersion: unknown): string {
  const [group = '', version] = String(apiVersion).split('/');
  return version === undefined ? '' : group;
}

/** What stands at the same place of the same template, one for one. */
function inPairs(
  gone: readonly SourcedObject[],
  come: readonly SourcedObject[],
): [KubeObject, KubeObject][] {
  const left = [...come];
  return gone.flatMap(({ source, object }) => {
    const at = left.findIndex(
      (next) =>
        next.source === source &&
        next.object.kind === object.kind &&
        groupOf(next.object.apiVersion) === groupOf(object.apiVersion),
    );
    const [next] = at < 0 ? [] : left.splice(at, 1);
    return next ? [[object, next.object]] : [];
  });
}
