import { asMap } from '../data/maps.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { type FieldRule, kubectl, refused } from './change.ts';
import { difference } from './difference.ts';
import { isSame } from './same.ts';

/** Fields that stay what they were made as, with what stands for them where nobody says it. */
interface Fixed {
  kinds: readonly string[];
  fields: Readonly<Record<string, unknown>>;
  safely(object: KubeObject): string;
}

const again = (gap: string) => (object: KubeObject) =>
  `${kubectl('delete', object)}, then helm upgrade at once; ${gap}.`;

const ofAnotherName = (users: string) => () =>
  `Add one of another name, let ${users} name it, and take this one away with a later release.`;

const fixed: readonly Fixed[] = [
  {
    kinds: ['RoleBinding', 'ClusterRoleBinding'],
    fields: { roleRef: undefined },
    safely: again('its subjects lack their rights in between'),
  },
  {
    kinds: ['Secret'],
    fields: { type: 'Opaque' },
    safely: again('pods that start in between wait for it'),
  },
  {
    kinds: ['StorageClass'],
    fields: {
      provisioner: undefined,
      parameters: undefined,
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
    },
    safely: ofAnotherName('new claims'),
  },
  {
    kinds: ['PriorityClass'],
    fields: { value: undefined, preemptionPolicy: 'PreemptLowerPriority' },
    safely: ofAnotherName('pods'),
  },
  {
    kinds: ['IngressClass'],
    fields: { 'spec.controller': undefined },
    safely: ofAnotherName('Ingresses'),
  },
  {
    kinds: ['ResourceQuota'],
    fields: { 'spec.scopes': undefined },
    safely: again('nothing is bounded in between'),
  },
  {
    kinds: ['RuntimeClass'],
    fields: { handler: undefined },
    safely: ofAnotherName('pods'),
  },
  {
    kinds: ['CSIDriver'],
    fields: { 'spec.attachRequired': true, 'spec.volumeLifecycleModes': ['Persistent'] },
    safely: again('no volume of it is attached or mounted in between'),
  },
  {
    kinds: ['VolumeAttributesClass'],
    fields: { driverName: undefined, parameters: undefined },
    safely: ofAnotherName('claims'),
  },
  {
    kinds: ['PersistentVolume'],
    fields: {
      'spec.csi': undefined,
      'spec.nfs': undefined,
      'spec.hostPath': undefined,
      'spec.local': undefined,
      'spec.iscsi': undefined,
      'spec.fc': undefined,
      'spec.volumeMode': 'Filesystem',
    },
    safely: ofAnotherName('new claims'),
  },
  {
    kinds: ['EndpointSlice'],
    fields: { addressType: undefined },
    safely: again('callers miss its addresses in between'),
  },
  {
    kinds: ['CustomResourceDefinition'],
    fields: { 'spec.scope': undefined },
    safely: () =>
      'Add one of another name, move the objects to it, and take this one away with a later release.',
  },
  {
    kinds: ['ResourceClaim', 'ResourceClaimTemplate'],
    fields: { spec: undefined },
    safely: ofAnotherName('pods'),
  },
];

export const fixedFields: readonly FieldRule[] = fixed.map(({ kinds, fields, safely }) => ({
  kinds,
  find: (before, after) =>
    Object.entries(fields).flatMap(([field, usual]) => {
      const [was, is] = [before, after].map((object) => at(object, field) ?? usual);
      if (isSame(was, is)) return [];
      return [{ field, ...difference(was, is), breaks: refused, safely: safely(after) }];
    }),
}));

function at(object: KubeObject, field: string): unknown {
  return field.split('.').reduce<unknown>((here, key) => asMap(here)[key], object);
}
