import type { DataMap } from '../../generators/core/compose/tree.ts';

/** Legal answers, and values at install, that are seldom given and easily forgotten. */
export interface Unusual {
  what: string;
  answers: DataMap;
  /** For --set, beside each file of values. */
  set?: readonly string[];
  release?: string;
  /** What rules say of it, because somebody asked for just that: rule, kind and name. */
  asked?: readonly string[];
}

const name = 'odd';
const database = { namespace: 'data', labels: { app: 'postgres' }, port: 5432 };

export const unusual: readonly Unusual[] = [
  { what: 'a name that YAML takes for a truth', answers: { name: 'on' }, release: 'true' },
  { what: 'a name that YAML takes for nothing', answers: { name: 'null' }, release: '1e3' },
  { what: 'a release with dots and digits', answers: { name }, release: '1.my.app' },
  { what: 'a name of one letter', answers: { name: 'y', profile: 'worker' } },
  {
    what: 'the longest name, under the longest release',
    answers: { name: 'a-chart-whose-name-uses-every-letter-that-helm-allows' },
    release: 'r'.repeat(53),
  },
  { what: 'no environments', answers: { name, environments: {} } },
  {
    what: 'a worker without monitor',
    answers: { name, profile: 'worker', podmonitor: { enabled: false } },
  },
  {
    what: 'a worker that nothing scales',
    answers: { name, profile: 'worker', hpa: { enabled: false } },
  },
  {
    what: 'ports of every kind',
    answers: {
      name,
      extraPorts: {
        'a-1': { port: 1, protocol: 'UDP' },
        'b-23456789-1234': { port: 65535, servicePort: 443 },
      },
      probes: { live: { kind: 'grpc', port: 'a-1' }, ready: { kind: 'tcp' } },
    },
    asked: ['unprivileged-ports Deployment/rel-odd'],
  },
  {
    what: 'metrics on the port of requests',
    answers: { name, port: 8080, metrics: { port: 8080 } },
  },
  {
    what: 'a Service that is open to the world',
    answers: { name, service: { type: 'LoadBalancer' } },
  },
  { what: 'a Service on every node', answers: { name, service: { type: 'NodePort' } } },
  {
    what: 'one pod at a time, which stops at once',
    answers: {
      name,
      workload: { strategy: 'Recreate', replicas: 1, preStopSeconds: 0, shutdownSeconds: 1 },
      hpa: { enabled: false },
    },
  },
  {
    what: 'no sleep before the stop',
    answers: { name, workload: { preStopSeconds: 0 } },
    asked: ['prestop-sleep Deployment/rel-odd'],
  },
  {
    what: 'a user below 10000 and no CPU limit',
    answers: { name, workload: { userId: 65, cpuLimit: false } },
  },
  {
    what: 'images that nodes keep',
    answers: { name, image: { repository: 'acme/odd', tag: '1.10', pullPolicy: 'IfNotPresent' } },
  },
  {
    what: 'callers and callees by name',
    answers: {
      name,
      networkpolicy: {
        from: { billing: { namespace: 'billing' } },
        to: { database, partner: { cidr: '203.0.113.0/24', port: 8443 } },
        httpsOutside: false,
        nodeLocalDns: false,
      },
    },
  },
  { what: 'no NetworkPolicy', answers: { name, networkpolicy: { enabled: false } } },
  {
    what: 'no Service',
    answers: {
      name,
      service: { enabled: false },
      ingress: { enabled: false },
      servicemonitor: { enabled: false },
    },
  },
  {
    what: 'settings and secrets in the environment',
    answers: {
      name,
      envFrom: { secrets: ['odd-keys'] },
      configmap: { settings: { LIMIT: '1000000' } },
    },
  },
  { what: 'a budget by what must stay', answers: { name, pdb: { minAvailable: 1 } } },
  { what: 'both monitors', answers: { name, podmonitor: { enabled: true } } },
  { what: 'OpenShift', answers: { name }, set: ['openshift.enabled=true'] },
  {
    what: 'digests for all images',
    answers: { name },
    set: [
      `image.digest=sha256:${'a'.repeat(64)}`,
      `connectionTest.image.digest=sha256:${'b'.repeat(64)}`,
    ],
  },
  {
    what: 'a token for the Kubernetes API',
    answers: { name },
    set: ['serviceAccount.automountServiceAccountToken=true'],
  },
  {
    what: 'other names for everything',
    answers: { name },
    set: ['fullnameOverride=shop', 'nameOverride=till', 'instanceOverride=former'],
  },
  {
    what: 'an account that exists',
    answers: { name },
    set: ['serviceAccount.create=false', 'serviceAccount.name=made-by-the-platform'],
  },
  {
    what: 'no account at all',
    answers: { name },
    set: ['serviceAccount.create=false'],
    asked: [
      'own-service-account Deployment/rel-odd',
      'own-service-account Pod/rel-odd-test-connection',
    ],
  },
  {
    what: 'a monitor in the namespace of Prometheus',
    answers: { name },
    set: ['metrics.serviceMonitor.enabled=true', 'metrics.serviceMonitor.namespace=monitoring'],
  },
  {
    what: 'labels of the company',
    answers: { name, labels: { team: 'shop', number: '0815' } },
    set: ['podLabels.team=till'],
  },
];
