/** Kubernetes objects as a chart renders them: what is read of them has a type, the rest is data. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  spec?: unknown;
  [key: string]: unknown;
}

export interface Metadata {
  name?: string;
  namespace?: string;
  labels?: Labels;
  annotations?: Labels;
}

export type Labels = Readonly<Record<string, string>>;

export interface LabelSelector {
  matchLabels?: Labels;
  matchExpressions?: readonly {
    key: string;
    operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    values?: readonly string[];
  }[];
}

export interface PodTemplate {
  metadata?: Metadata;
  spec: PodSpec;
}

type Quantities = Readonly<Record<string, string | number>>;
type Resources = Partial<Record<'requests' | 'limits', Quantities>>;

export interface PodSpec {
  containers: readonly Container[];
  initContainers?: readonly Container[];
  volumes?: readonly Record<string, unknown>[];
  resources?: Resources;
  overhead?: Quantities;
  [key: string]: unknown;
}

export interface Container {
  name: string;
  image?: string;
  imagePullPolicy?: string;
  command?: readonly string[];
  args?: readonly string[];
  ports?: readonly ContainerPort[];
  env?: readonly EnvVar[];
  envFrom?: readonly Record<string, { name?: string } | undefined>[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  lifecycle?: { postStart?: Probe; preStop?: Probe & { sleep?: { seconds: number } } };
  resources?: Resources;
  volumeMounts?: readonly { name: string; mountPath: string; subPath?: string }[];
  securityContext?: Record<string, unknown>;
  /** Of an init container: Always makes it a native sidecar. */
  restartPolicy?: string;
  [key: string]: unknown;
}

export interface ContainerPort {
  name?: string;
  containerPort: number;
  protocol?: string;
}

export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: Record<string, { name?: string; key?: string } | undefined>;
}

export interface Probe {
  httpGet?: { path?: string; port: string | number; scheme?: string };
  tcpSocket?: { port: string | number };
  grpc?: { port: number };
  exec?: { command: readonly string[] };
  periodSeconds?: number;
  timeoutSeconds?: number;
  failureThreshold?: number;
  initialDelaySeconds?: number;
}

/** Where a kind keeps its pod template; a Pod is one itself. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The pods that an object brings about, and the path at which they stand in it. */
export function podTemplateOf(
  object: KubeObject,
): { template: PodTemplate; path: string } | undefined {
  const keys = templatePaths[object.kind];
  if (!keys) return undefined;
  const template = keys.reduce<unknown>(
    (here, key) => (here as Record<string, unknown>)?.[key],
    object,
  );
  return template ? { template: template as PodTemplate, path: keys.join('.') } : undefined;
}

/** Every container of a pod with the path at which it stands, init containers first. */
export function containersOf(spec: PodSpec): { container: Container; path: string }[] {
  const listed = (key: 'initContainers' | 'containers') =>
    (spec[key] ?? []).map((container, i) => ({ container, path: `${key}[${i}]` }));
  return [...listed('initContainers'), ...listed('containers')];
}

/** Whether a label selector takes something with these labels; an empty one takes everything. */
export function selects(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isIn = value !== undefined && values.includes(value);
      return operator === 'In' ? isIn : !isIn;
    })
  );
}

/** Kind and name, for people. */
export function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata?.name ?? ''}`;
}
