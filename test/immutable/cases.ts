import {
  app,
  claimTemplate,
  config,
  container,
  externalName,
  job,
  jobOf,
  localBalancer,
  nextImage,
  object,
  other,
  type Parts,
  pod,
  podSpec,
  priorityClass,
  roleBinding,
  service,
  slice,
  statefulSet,
  workload,
} from './objects.ts';
import { storageCases } from './storage-cases.ts';

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
  ...storageCases,
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
    title: 'a Job with its defaults said aloud, and the same amounts in other units',
    before: jobOf({ resources: { limits: { cpu: '1000m', memory: '1Gi' } } }),
    after: jobOf(
      {
        resources: { limits: { cpu: 1, memory: '1024Mi' } },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        ports: [],
      },
      {
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        securityContext: {},
        terminationGracePeriodSeconds: 30,
      },
    ),
    fields: [],
  },
  {
    title: 'a Job of more processors',
    before: jobOf({ resources: { limits: { cpu: '1000m' } } }),
    after: jobOf({ resources: { limits: { cpu: 2 } } }),
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
    fields: ['data'],
  },
  {
    title: 'the same data of a sealed Secret, said as text',
    before: object('v1', 'Secret', { immutable: true, stringData: { a: 'b', c: 'é' } }),
    after: object('v1', 'Secret', { immutable: true, data: { a: 'Yg==', c: 'w6k=' } }),
    fields: [],
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
    title: 'a Service that becomes headless in the plural',
    before: service(),
    after: service({ clusterIPs: ['None'] }),
    fields: ['spec.clusterIP'],
  },
  {
    title: 'a headless Service that says so in the plural as well',
    before: service({ clusterIP: 'None' }),
    after: service({ clusterIP: 'None', clusterIPs: ['None'] }),
    fields: [],
  },
  {
    title: 'another port for the health of a load balancer',
    before: localBalancer({ healthCheckNodePort: 31881 }),
    after: localBalancer({ healthCheckNodePort: 31882 }),
    fields: ['spec.healthCheckNodePort'],
  },
  {
    title: 'no port for the health of a load balancer',
    before: localBalancer({ healthCheckNodePort: 31883 }),
    after: localBalancer({}),
    fields: [],
  },
  {
    title: 'another handler of a RuntimeClass',
    before: object('node.k8s.io/v1', 'RuntimeClass', { handler: 'runc' }),
    after: object('node.k8s.io/v1', 'RuntimeClass', { handler: 'runsc' }),
    fields: ['handler'],
  },
  {
    title: 'other addresses of a slice',
    before: slice('IPv4', '192.0.2.1'),
    after: slice('IPv4', '192.0.2.2'),
    fields: [],
  },
  {
    title: 'another type of addresses of a slice',
    before: slice('IPv4', '192.0.2.1'),
    after: slice('IPv6', '2001:db8::1'),
    fields: ['addressType'],
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
