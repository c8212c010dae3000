import { asMap } from '../data/maps.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { type FieldRule, kubectl, refused } from './change.ts';
import { comparableClaim } from './claims.ts';
import { difference } from './difference.ts';
import { isSame } from './same.ts';

/** All that an API server (1.36) lets anyone change in the spec. */
const changeable = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]);

export const statefulSets: FieldRule = {
  kinds: ['StatefulSet'],
  find(before, after) {
    const [was, is] = [withDefaults(before), withDefaults(after)];
    return [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((field) => !changeable.has(field) && !isUnchanged(field, was[field], is[field]))
      .map((field) => ({
        field: `spec.${field}`,
        ...difference(was[field], is[field]),
        breaks: refused,
        safely: safelyFor(field, after),
      }));
  },
};

type Spec = Readonly<Record<string, unknown>>;

function withDefaults({ spec }: KubeObject): Spec {
  const said = asMap(spec);
  return { ...said, podManagementPolicy: said.podManagementPolicy ?? 'OrderedReady' };
}

function isUnchanged(field: string, was: unknown, is: unknown): boolean {
  return field === 'volumeClaimTemplates'
    ? isSame(comparable(was), comparable(is))
    : isSame(was, is);
}

/** Claims without what every claim says of itself. */
function comparable(claims: unknown): unknown {
  if (!Array.isArray(claims)) return claims;
  return claims.map((claim) => {
    const { apiVersion, kind, status, spec, ...rest } = asMap(claim);
    return { ...rest, spec: comparableClaim(spec) };
  });
}

function safelyFor(field: string, object: KubeObject): string {
  const orphan = `${kubectl('delete', object, ' --cascade=orphan')} leaves pods and data; helm upgrade makes it again around them`;
  switch (field) {
    case 'selector':
      return `The pods of old hold the names of the new: ${kubectl('delete', object)}, whose claims stay, then helm upgrade. Without a gap: install a second release beside this one and move the data.`;
    case 'serviceName':
      return `${orphan}. Then ${kubectl('rollout restart', object)}: pods get their DNS names as they start.`;
    case 'volumeClaimTemplates':
      return `${orphan}. Claims that are there stay as they are: enlarge each with kubectl edit pvc. A claim of a new name begins empty: copy the data, then delete the pods one by one.`;
    default:
      return `${orphan}.`;
  }
}
