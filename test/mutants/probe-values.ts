/** Values, beside values.yaml, under which a change of a template would be seen. */
export interface Probe {
  title: string;
  release?: string;
  values: Values;
}

/** Null takes a default away. */
export type Values = Readonly<Record<string, unknown>>;

const fixed = { labelSelector: { matchLabels: { a: '{{ .Release.Name }}' } } };
const near = {
  requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', ...fixed }],
};
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const container = { image: 'example.com/{{ .Release.Name }}:1' };
const host = { host: 'a.example.com', paths: [{ path: '/' }, { path: '/b', pathType: 'Exact' }] };
const everything = {
  autoscaling: { enabled: true },
  hosts: [host, { ...host, host: 'b.example.com' }],
  ingress: { enabled: true, className: 'nginx', annotations: { 'a/b': 'c' } },
  metrics: { serviceMonitor: { enabled: true }, podMonitor: { enabled: true } },
};
const monitor = {
  enabled: true,
  namespace: 'monitoring',
  labels: { release: 'on' },
  path: '/m',
  interval: '1m',
  scrapeTimeout: '7s',
  relabelings: [{ targetLabel: 'a', replacement: 'b' }],
  metricRelabelings: [{ targetLabel: 'c', replacement: 'd' }],
};

const of = (title: string, values: Values, release?: string): Probe => ({
  title,
  values,
  ...(release ? { release } : {}),
});

/** What installs; each for branches of the templates that no other reaches. */
export const accepted: readonly Probe[] = [
  of('the values as they are', {}),
  of('everything on', everything),
  of('texts that YAML takes for others', { ...everything, nameOverride: 'true' }, '1e3'),
  of('a release named like the app', { ...everything, nameOverride: 'app' }, 'my-app-2'),
  of('an old instance', { ...everything, instanceOverride: '0815', nameOverride: 'off' }),
  of(
    'a long release with dots',
    everything,
    '1.a-release-of-so-many-letters-as-helm-lets-pass-a.b',
  ),
  of('names of their own', { ...everything, fullnameOverride: 'null' }),
  of('another long name', { fullnameOverride: `a${'-bcdefg'.repeat(8)}-tail` }),
  of('common labels and annotations', {
    ...everything,
    commonLabels: { team: 'on', 'app.kubernetes.io/component': 'mine' },
    commonAnnotations: { 'a/b': '1', note: 'true' },
    podLabels: { tier: '1', 'app.kubernetes.io/name': 'mine' },
    podAnnotations: { 'restart-token': 'mine' },
    restartToken: '1e3',
  }),
  of('an image by digest', {
    image: { registry: '', tag: 'latest', digest },
    openshift: { enabled: true },
  }),
  of('an image by template', {
    global: { imageRegistry: 'mirror.example.com' },
    image: { repository: 'acme/app', tag: 'v{{ .Chart.AppVersion }}', pullPolicy: 'Never' },
    connectionTest: { image: { digest, pullPolicy: 'IfNotPresent' }, resources: {} },
    imagePullSecrets: [{ name: 'registry' }],
    logLevel: { level: 'debug' },
  }),
  of('an account of others', { serviceAccount: { create: false, name: 'other' } }),
  of('no account', { serviceAccount: { create: false } }),
  of('a named account with a token', {
    serviceAccount: { name: 'on', automountServiceAccountToken: true, annotations: { role: '7' } },
  }),
  of('a pod with all there is', {
    priorityClassName: 'high',
    hostAliases: [{ ip: '192.0.2.1', hostnames: ['a.example.com'] }],
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['192.0.2.53'] },
    initContainers: [{ name: 'first', ...container }],
    sidecars: [{ name: 'beside', ...container, securityContext: { runAsUser: 7 } }],
    volumes: [{ name: 'seed', secret: { secretName: '{{ .Release.Name }}-seed' } }],
    volumeMounts: [{ name: 'seed', mountPath: '/{{ .Release.Name }}' }],
    writableDirs: { on: { mountPath: '/on', sizeLimit: '1Gi', medium: 'Memory' } },
    nodeSelector: { disk: 'ssd' },
    tolerations: [{ key: 'a', operator: 'Exists' }],
    affinity: { podAffinity: near },
    args: ['{{ .Release.Name }}', 'true'],
    envFrom: [{ secretRef: { name: '{{ .Release.Name }}-keys' } }],
    env: {
      ON: 'true',
      MILLION: 1000000,
      HALF: 0.5,
      OFF: false,
      POD_IP: null,
      T: '{{ .Release.Name }}',
    },
    extraPorts: { on: { containerPort: 7000, protocol: 'UDP' }, off: { containerPort: 7002 } },
  }),
  of('extra ports of the Service', {
    extraPorts: {
      on: { containerPort: 7000, protocol: 'UDP', servicePort: 7001 },
      off: { containerPort: 7002 },
      so: { containerPort: 7003, servicePort: 7003 },
    },
  }),
  of('a pod with as little as can be', {
    podSecurityContext: null,
    securityContext: null,
    podAntiAffinityPreset: 'none',
    topologySpreadConstraints: [],
    writableDirs: null,
    command: [],
    livenessProbe: null,
    readinessProbe: null,
    startupProbe: null,
    lifecycle: null,
    resources: null,
    terminationGracePeriodSeconds: null,
    logLevel: { variable: '' },
    dnsPolicy: null,
    config: null,
    env: null,
    revisionHistoryLimit: 0,
    replicaCount: 0,
  }),
  of('a grace period just long enough', { terminationGracePeriodSeconds: 11 }),
  of('pods kept apart by force', {
    podAntiAffinityPreset: 'hard',
    affinity: { podAffinity: near },
    topologySpreadConstraints: [
      { topologyKey: 'on', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', ...fixed },
    ],
  }),
  of('an anti-affinity of the user', {
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } },
  }),
  of('settings of every type', {
    config: { ON: 'true', MILLION: 1000000, HALF: 1.5, OFF: false, MY_PASSWORD: 'x', T: '{{ 1 }}' },
  }),
  of('metrics on the port of requests', { ...everything, ports: { http: 8080, metrics: 8080 } }),
  of('no port for metrics', {
    ...everything,
    ports: { metrics: null },
    connectionTest: { enabled: false },
    networkPolicy: { enabled: false },
  }),
  of('a service with all there is', {
    service: {
      type: 'NodePort',
      port: 8443,
      sessionAffinity: 'ClientIP',
      externalTrafficPolicy: 'Local',
      annotations: { 'a/b': 'true', 'kube-score/ignore': 'mine' },
      labels: { tier: '1' },
    },
  }),
  of('a service with as little as can be', {
    service: { type: null, port: null, annotations: null },
    connectionTest: { timeoutSeconds: null, paths: { live: '/', ready: '', metrics: '' } },
  }),
  of('no test', { connectionTest: { enabled: false } }),
  of('scaled by the CPU alone', {
    autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 0, behavior: null },
    replicaCount: 1,
  }),
  of('scaled by the memory alone', {
    autoscaling: { enabled: true, targetCPUUtilizationPercentage: 0, maxReplicas: 7 },
    podDisruptionBudget: { enabled: false },
  }),
  of('scaled by a metric of its own', {
    autoscaling: {
      enabled: true,
      minReplicas: 1,
      targetCPUUtilizationPercentage: 0,
      targetMemoryUtilizationPercentage: 0,
      metrics: [{ type: 'Resource', resource: { name: '{{ .Release.Name }}' } }],
    },
  }),
  of('recreated', { strategy: { type: 'Recreate', rollingUpdate: null }, replicaCount: 1 }),
  of('no strategy', { strategy: null, revisionHistoryLimit: null, replicaCount: null }),
  of('a budget in percent', {
    replicaCount: 3,
    podDisruptionBudget: { maxUnavailable: '1%', unhealthyPodEvictionPolicy: null },
  }),
  of('a budget of pods that stay', {
    replicaCount: 3,
    podDisruptionBudget: { maxUnavailable: '', minAvailable: 2 },
  }),
  of('a budget of pods that stay, in percent', {
    replicaCount: 3,
    podDisruptionBudget: { maxUnavailable: null, minAvailable: '34%' },
  }),
  of('a budget without one number', {
    replicaCount: 2,
    podDisruptionBudget: { maxUnavailable: 2, minAvailable: null },
  }),
  of('no policy, no budget', {
    networkPolicy: { enabled: false },
    podDisruptionBudget: { enabled: false },
  }),
  of('peers of every kind', {
    extraPorts: { on: { containerPort: 7000, protocol: 'UDP' }, off: { containerPort: 7002 } },
    networkPolicy: {
      allowFrom: {
        range: { enabled: true, cidr: '10.0.0.0/8', except: ['10.1.0.0/16'], ports: ['on', 'off'] },
        labels: {
          enabled: '{{ eq .Release.Name .Release.Name }}',
          namespaceLabels: { a: 'on' },
          podLabels: { b: '{{ .Release.Name }}' },
          ports: ['http'],
        },
        nobody: { enabled: false, cidr: '10.0.0.0/8', ports: ['http'] },
      },
      allowTo: {
        db: {
          enabled: '{{ true }}',
          podLabels: { a: 'b' },
          ports: [{ port: 5432, protocol: 'TCP' }],
        },
      },
      dns: { nodeLocalCIDR: '' },
      extraIngress: [{ from: [{ podSelector: { matchLabels: { c: '{{ .Release.Name }}' } } }] }],
      extraEgress: [{ to: [{ podSelector: { matchLabels: { c: '{{ .Release.Name }}' } } }] }],
    },
  }),
  of('nobody let in or out', {
    connectionTest: { enabled: false },
    networkPolicy: { allowFrom: null, allowTo: null, dns: { enabled: false } },
  }),
  of('a monitor with all there is', { metrics: { serviceMonitor: monitor, podMonitor: monitor } }),
  of('a certificate of an issuer', {
    ...everything,
    tls: { issuer: { name: 'on', kind: 'Issuer' } },
  }),
  of('a certificate of the cluster', { ...everything, tls: { issuer: { name: 'le' } } }),
  of('a certificate that is there', { ...everything, tls: { secretName: 'on' } }),
  of('plain HTTP', { ...everything, tls: { enabled: false, issuer: { name: 'le' } } }),
  of('more objects', {
    extraObjects: [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '{{ .Release.Name }}-a' } },
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-b\n',
    ],
  }),
  of('settings of its own', {
    app: { agentName: 'on', capabilities: ['a', 'b'], maxTurns: 1000000, traceTalks: true },
  }),
];

/** What is refused, each for another reason; the message counts. */
export const refused: readonly Probe[] = [
  of('a grace period used up', { terminationGracePeriodSeconds: 10 }),
  of('two ports of one number', {
    extraPorts: { a: { containerPort: 7000 }, b: { containerPort: 7000, protocol: 'TCP' } },
  }),
  of('two ports of one number in the Service', {
    extraPorts: { a: { containerPort: 7000, servicePort: 80 } },
  }),
  of('as many pods at most as at least', {
    autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 3 },
  }),
  of('scaled by nothing', {
    autoscaling: {
      enabled: true,
      targetCPUUtilizationPercentage: 0,
      targetMemoryUtilizationPercentage: 0,
    },
  }),
  of('a test that asks nothing', {
    connectionTest: { paths: { live: '', ready: '', metrics: '' } },
  }),
  of('an Ingress for no host', { ingress: { enabled: true } }),
  of('both rules of a budget', { podDisruptionBudget: { maxUnavailable: 1, minAvailable: 1 } }),
  of('no rule of a budget', { podDisruptionBudget: { maxUnavailable: '' } }),
  of('a budget that keeps all', {
    podDisruptionBudget: { maxUnavailable: '', minAvailable: '51%' },
  }),
  of('a budget that lets nothing go', { podDisruptionBudget: { maxUnavailable: 0 } }),
  of('a peer of two kinds', {
    networkPolicy: {
      allowFrom: {
        a: { enabled: true, podLabels: { a: 'b' }, cidr: '10.0.0.0/8', ports: ['http'] },
      },
    },
  }),
  of('a peer of no kind', {
    networkPolicy: { allowTo: { a: { enabled: true, ports: [{ port: 1 }] } } },
  }),
  of('a port that nobody has', {
    networkPolicy: { allowFrom: { a: { enabled: true, cidr: '10.0.0.0/8', ports: ['other'] } } },
  }),
];
