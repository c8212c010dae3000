import { asMap } from '../data/maps.ts';
import { type KubeObject, type Labels, nameOf } from '../kubernetes/objects.ts';
import { isHook } from '../rules/walk.ts';
import type { FieldRule, ImmutableChange, SourcedObject } from './change.ts';
import { claims } from './claims.ts';
import { fixedFields } from './fixed-fields.ts';
import { removed, replaced } from './removals.ts';
import { renamed } from './renames.ts';
import { isSame } from './same.ts';
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
 * is and as it will be. What only comes or only goes is the chart's own choice, as long as no data
 * goes with it.
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
  const siblings = [...was].filter(([key]) => is.has(key)).map(([, one]) => one);
  const pairs = inPairs(gone, come, siblings);
  const paired = new Set(pairs.map(([old]) => old));
  const alone = gone.map(({ object }) => object).filter((object) => !paired.has(object));
  return [
    ...pairs.flatMap(([old, next]) => renamed(old, next)),
    ...alone.flatMap((old) => replaced(old, come) ?? removed(old)),
    ...stayed,
  ];
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

/**
 * What stands at the same place of the same template, one for one. Where a sibling of it stays, the
 * chart has not begun to name things otherwise: then two are one only if they are alike as well,
 * and else entries of a list that its owner has taken out and put in.
 */
function inPairs(
  gone: readonly SourcedObject[],
  come: readonly SourcedObject[],
  stays: readonly SourcedObject[],
): [KubeObject, KubeObject][] {
  const left = [...come];
  return gone.flatMap((old) => {
    const hasSibling = stays.some((one) => isOfOnePlace(old, one));
    const at = left.findIndex(
      (next) => isOfOnePlace(old, next) && (!hasSibling || isAlike(old.object, next.object)),
    );
    const [next] = at < 0 ? [] : left.splice(at, 1);
    return next ? [[old.object, next.object]] : [];
  });
}

function isOfOnePlace(one: SourcedObject, other: SourcedObject): boolean {
  return (
    one.source === other.source &&
    one.object.kind === other.object.kind &&
    groupOf(one.object.apiVersion) === groupOf(other.object.apiVersion)
  );
}

/** A selector tells what an object is for; without one, all that it says does. */
function isAlike(one: KubeObject, other: KubeObject): boolean {
  const [was, is] = [one, other].map(({ metadata, ...rest }) => {
    const { selector } = asMap(rest.spec);
    return { labels: lasting(metadata.labels), says: selector ?? rest };
  });
  return isSame(was, is);
}

/** Labels without those that every version of a chart has its own of. */
function lasting(labels: Labels = {}): Labels {
  const { 'helm.sh/chart': _, 'app.kubernetes.io/version': __, ...rest } = labels;
  return rest;
}
