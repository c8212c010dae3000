import {
  app,
  claimTemplate,
  config,
  container,
  externalName,
  job,
  nextImage,
  object,
  other,
  type Parts,
  pod,
  podSpec,
  priorityClass,
  pvc,
  roleBinding,
  service,
  statefulSet,
  storageClass,
  workload,
} from './objects.ts';

/** One object in two renders, under one name. */
export interface Case {
  title: string;
  before: Parts;
  after: Parts;
  /** What is found; nothing where a live release takes it. */
  fields: readonly string[];
  /** Taken by an API server without a word, and without effect. */
  isIgnored?: true;
}

export const cases: readonly Case[] = [
  ...['Deployment', 'DaemonSet', 'ReplicaSet'].map((kind) => ({
    title: `another selector of a ${kind}`,
    before: workload(kind, app),
    after: workload(kind, other),
    fields: ['spec.selector'],
  })),
  {
    title: 'another image and number of pods',
    before: workload('Deployment', app),
    after: workload('Deployment', app, nextImage, { replicas: 3 }),
    fields: [],
  },
  {
    title: 'another selector of a StatefulSet',
    before: statefulSet(),
    after: workload('StatefulSet', other, podSpec, {
      serviceName: 'shop',
      volumeClaimTemplates: [claimTemplate()],
    }),
    fields: ['spec.selector'],
  },
  {
    title: 'another service name',
    before: statefulSet(),
    after: statefulSet({ serviceName: 'pods' }),
    fields: ['spec.serviceName'],
  },
  {
    title: 'a larger claim of a StatefulSet',
    before: statefulSet(),
    after: statefulSet({ volumeClaimTemplates: [claimTemplate('2Gi')] }),
    fields: ['spec.volumeClaimTemplates'],
  },
  {
    title: 'a label on a claim of a StatefulSet',
    before: statefulSet(),
    after: statefulSet({
      volumeClaimTemplates: [{ ...claimTemplate(), metadata: { name: 'data', labels: app } }],
    }),
    fields: ['spec.volumeClaimTemplates'],
  },
  {
    title: 'a StatefulSet without claims',
    before: statefulSet(),
    after: statefulSet({ volumeClaimTemplates: undefined }),
    fields: ['spec.volumeClaimTemplates'],
  },
  {
    title: 'another pod management',
    before: statefulSet(),
    after: statefulSet({ podManagementPolicy: 'Parallel' }),
    fields: ['spec.podManagementPolicy'],
  },
  {
    title: 'defaults of a StatefulSet, said aloud',
    before: statefulSet(),
    after: statefulSet({
      podManagementPolicy: 'OrderedReady',
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          ...claimTemplate('1024Mi', { volumeMode: 'Filesystem' }),
        },
      ],
    }),
    fields: [],
  },
  {
    title: 'all that a StatefulSet may change',
    before: statefulSet(),
    after: statefulSet({
      replicas: 3,
      ordinals: { start: 1 },
      template: { metadata: { labels: app }, spec: nextImage },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      revisionHistoryLimit: 3,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
      minReadySeconds: 5,
    }),
    fields: [],
  },
  {
    title: 'a Service that becomes headless',
    before: service(),
    after: service({ clusterIP: 'None' }),
    fields: ['spec.clusterIP'],
  },
  {
    title: 'a Service that is headless no more',
    before: service({ clusterIP: 'None' }),
    after: service(),
    fields: ['spec.clusterIP'],
    isIgnored: true,
  },
  {
    title: 'a headless Service that gets a load balancer',
    before: service({ clusterIP: 'None' }),
    after: service({ type: 'LoadBalancer' }),
    fields: ['spec.clusterIP'],
  },
  {
    title: 'a fixed address that is not asked for any more',
    before: service({ clusterIP: '10.96.77.1' }),
    after: service(),
    fields: [],
  },
  {
    title: 'another fixed address',
    before: service({ clusterIP: '10.96.77.2' }),
    after: service({ clusterIP: '10.96.77.3' }),
    fields: ['spec.clusterIP'],
  },
  { title: 'a Service that points away', before: service(), after: externalName, fields: [] },
  {
    title: 'a headless Service that points away',
    before: service({ clusterIP: 'None' }),
    after: externalName,
    fields: [],
  },
  {
    title: 'a Service that points away no more',
    before: externalName,
    after: service({ clusterIP: 'None' }),
    fields: [],
  },
  {
    title: 'a Service that gets a load balancer and another port',
    before: service(),
    after: service({ type: 'LoadBalancer', ports: [{ port: 81 }] }),
    fields: [],
  },
  {
    title: 'another class of load balancer',
    before: service({ type: 'LoadBalancer' }),
    after: service({ type: 'LoadBalancer', loadBalancerClass: 'example.com/inner' }),
    fields: ['spec.loadBalancerClass'],
  },
  {
    title: 'another family of addresses',
    before: service({ ipFamilies: ['IPv4'] }),
    after: service({ ipFamilies: ['IPv6'] }),
    fields: ['spec.ipFamilies'],
  },
  {
    title: 'another image of a Job',
    before: job(),
    after: job({}, 'example.com/shop:2'),
    fields: ['spec.template'],
  },
  {
    title: 'a Job that counts its pods',
    before: job({ completions: 1 }),
    after: job({ completions: 1, completionMode: 'Indexed' }),
    fields: ['spec.completionMode'],
  },
  {
    title: 'more completions of a Job',
    before: job({ completions: 1 }),
    after: job({ completions: 2 }),
    fields: ['spec.completions'],
  },
  {
    title: 'an indexed Job that grows as a whole',
    before: job({ completionMode: 'Indexed', completions: 1, parallelism: 1 }),
    after: job({ completionMode: 'Indexed', completions: 2, parallelism: 2 }),
    fields: [],
  },
  {
    title: 'what a Job may change',
    before: job(),
    after: job({
      parallelism: 2,
      backoffLimit: 1,
      ttlSecondsAfterFinished: 9,
      completionMode: 'NonIndexed',
    }),
    fields: [],
  },
  {
    title: 'another environment of a pod',
    before: pod(podSpec),
    after: pod({ ...podSpec, containers: [{ ...container, env: [{ name: 'A', value: 'b' }] }] }),
    fields: ['spec'],
  },
  { title: 'another image of a pod', before: pod(podSpec), after: pod(nextImage), fields: [] },
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
    title: 'a binding to another role',
    before: roleBinding('reader'),
    after: roleBinding('writer'),
    fields: ['roleRef'],
  },
  {
    title: 'other data of a sealed ConfigMap',
    before: config({ immutable: true, data: { a: '1', b: '1' } }),
    after: config({ immutable: true, data: { a: '2', c: '1' } }),
    fields: ['data'],
  },
  {
    title: 'a ConfigMap that is sealed no more',
    before: config({ immutable: true, data: { a: '1' } }),
    after: config({ data: { a: '1' } }),
    fields: ['immutable'],
  },
  {
    title: 'other data of a ConfigMap that is being sealed',
    before: config({ data: { a: '1' } }),
    after: config({ immutable: true, data: { a: '2' } }),
    fields: [],
  },
  {
    title: 'other data of a sealed Secret',
    before: object('v1', 'Secret', { immutable: true, stringData: { password: 'old' } }),
    after: object('v1', 'Secret', { immutable: true, stringData: { password: 'new' } }),
    fields: ['stringData'],
  },
  {
    title: 'a Secret of another type',
    before: object('v1', 'Secret', { stringData: { a: '1' } }),
    after: object('v1', 'Secret', { type: 'example.com/token', stringData: { a: '1' } }),
    fields: ['type'],
  },
  {
    title: 'a Secret that says its type aloud',
    before: object('v1', 'Secret', { stringData: { a: '1' } }),
    after: object('v1', 'Secret', { type: 'Opaque', stringData: { a: '2' } }),
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
    title: 'another priority',
    before: priorityClass(),
    after: priorityClass({ value: 2 }),
    fields: ['value'],
  },
  {
    title: 'another preemption',
    before: priorityClass(),
    after: priorityClass({ preemptionPolicy: 'Never' }),
    fields: ['preemptionPolicy'],
  },
  {
    title: 'another controller of Ingresses',
    before: object('networking.k8s.io/v1', 'IngressClass', {
      spec: { controller: 'example.com/a' },
    }),
    after: object('networking.k8s.io/v1', 'IngressClass', {
      spec: { controller: 'example.com/b' },
    }),
    fields: ['spec.controller'],
  },
  {
    title: 'another scope of a quota',
    before: object('v1', 'ResourceQuota', { spec: { hard: { pods: '9' } } }),
    after: object('v1', 'ResourceQuota', {
      spec: { hard: { pods: '9' }, scopes: ['NotTerminating'] },
    }),
    fields: ['spec.scopes'],
  },
  {
    title: 'another selector of a budget',
    before: object('policy/v1', 'PodDisruptionBudget', {
      spec: { minAvailable: 1, selector: { matchLabels: app } },
    }),
    after: object('policy/v1', 'PodDisruptionBudget', {
      spec: { minAvailable: 2, selector: { matchLabels: other } },
    }),
    fields: [],
  },
];
