import type { Case } from './cases.ts';
import { csiDriver, devices, object, pvc, storageClass, volume } from './objects.ts';

/** Volumes and other devices, and the claims of them. */
export const storageCases: readonly Case[] = [
  {
    title: 'a smaller claim',
    before: pvc('2Gi'),
    after: pvc('1Gi'),
    fields: ['spec'],
  },
  {
    title: 'a claim of another class',
    // The class of which the control plane of the tests binds claims.
    before: pvc('1Gi', { storageClassName: 'kwok-volume' }),
    after: pvc('2Gi', { storageClassName: 'slow' }),
    fields: ['spec'],
  },
  {
    title: 'the same claim in another unit',
    before: pvc('1Gi'),
    after: pvc('1024Mi', { volumeMode: 'Filesystem' }),
    fields: [],
  },
  {
    title: 'a claim of another class of attributes',
    before: pvc('1Gi'),
    after: pvc('1Gi', { volumeAttributesClassName: 'gold' }),
    fields: [],
  },
  {
    title: 'another provisioner and other parameters',
    before: storageClass({ parameters: { tier: 'a' } }),
    after: storageClass({ provisioner: 'example.com/file', parameters: { tier: 'b' } }),
    fields: ['provisioner', 'parameters'],
  },
  {
    title: 'another policy of a StorageClass',
    before: storageClass(),
    after: storageClass({ reclaimPolicy: 'Retain', volumeBindingMode: 'WaitForFirstConsumer' }),
    fields: ['reclaimPolicy', 'volumeBindingMode'],
  },
  {
    title: 'what a StorageClass may change',
    before: storageClass(),
    after: storageClass({
      allowVolumeExpansion: true,
      mountOptions: ['ro'],
      reclaimPolicy: 'Delete',
    }),
    fields: [],
  },
  {
    title: 'a driver that attaches no more',
    before: csiDriver({}),
    after: csiDriver({ attachRequired: false }),
    fields: ['spec.attachRequired'],
  },
  {
    title: 'a driver of other volumes',
    before: csiDriver({}),
    after: csiDriver({ volumeLifecycleModes: ['Persistent', 'Ephemeral'] }),
    fields: ['spec.volumeLifecycleModes'],
  },
  {
    title: 'what a driver may change, and its defaults said aloud',
    before: csiDriver({}),
    after: csiDriver({
      attachRequired: true,
      volumeLifecycleModes: ['Persistent'],
      podInfoOnMount: true,
    }),
    fields: [],
  },
  {
    title: 'another driver of a class of attributes',
    before: object('storage.k8s.io/v1', 'VolumeAttributesClass', {
      driverName: 'example.com',
      parameters: { tier: 'a' },
    }),
    after: object('storage.k8s.io/v1', 'VolumeAttributesClass', {
      driverName: 'example.org',
      parameters: { tier: 'b' },
    }),
    fields: ['driverName', 'parameters'],
  },
  {
    title: 'another source of a volume',
    before: volume({ nfs: { server: 'a.example.com', path: '/' } }),
    after: volume({ nfs: { server: 'b.example.com', path: '/' } }),
    fields: ['spec.nfs'],
  },
  {
    title: 'what a volume may change',
    before: volume({ nfs: { server: 'a.example.com', path: '/' } }),
    after: volume({
      nfs: { server: 'a.example.com', path: '/' },
      persistentVolumeReclaimPolicy: 'Delete',
      volumeMode: 'Filesystem',
    }),
    fields: [],
  },
  {
    title: 'another device of a claim',
    before: object('resource.k8s.io/v1', 'ResourceClaim', { spec: devices('gpu.example.com') }),
    after: object('resource.k8s.io/v1', 'ResourceClaim', { spec: devices('nic.example.com') }),
    fields: ['spec'],
  },
  {
    title: 'another device of a template of claims',
    before: object('resource.k8s.io/v1', 'ResourceClaimTemplate', {
      spec: { spec: devices('gpu.example.com') },
    }),
    after: object('resource.k8s.io/v1', 'ResourceClaimTemplate', {
      spec: { spec: devices('nic.example.com') },
    }),
    fields: ['spec'],
  },
];
