import type { KubeObject, LabelSelector, PodTemplate } from '../kubernetes/objects.ts';
import type { Rendered } from './rule.ts';

/** Of the specs of Kubernetes kinds, what rules read. */
interface Specs {
  Deployment: Workload & {
    strategy?: { type?: string; rollingUpdate?: { maxUnavailable?: Count; maxSurge?: Count } };
  };
  StatefulSet: Workload & {
    serviceName?: string;
    volumeClaimTemplates?: readonly { metadata?: { labels?: Record<string, string> } }[];
  };
  Job: {
    ttlSecondsAfterFinished?: number;
    backoffLimit?: number;
    template: PodTemplate;
  } & Deadline;
  CronJob: {
    startingDeadlineSeconds?: number;
    concurrencyPolicy?: string;
    jobTemplate: { spec: Specs['Job'] };
  };
  Service: {
    type?: string;
    clusterIP?: string;
    selector?: Readonly<Record<string, string>>;
    ports?: readonly { name?: string; port: number; targetPort?: Count; protocol?: string }[];
  };
  PodDisruptionBudget: {
    selector?: LabelSelector;
    minAvailable?: Count;
    maxUnavailable?: Count;
    unhealthyPodEvictionPolicy?: string;
  };
  HorizontalPodAutoscaler: {
    scaleTargetRef?: ScaleTarget;
    minReplicas?: number;
    maxReplicas: number;
  };
  ScaledObject: { scaleTargetRef?: Partial<ScaleTarget>; minReplicaCount?: number };
  VerticalPodAutoscaler: {
    targetRef?: Partial<ScaleTarget>;
    updatePolicy?: { updateMode?: string };
  };
  NetworkPolicy: PolicySpec;
  Ingress: {
    defaultBackend?: IngressBackend;
    rules?: readonly {
      host?: string;
      http?: { paths: readonly { path?: string; backend?: IngressBackend }[] };
    }[];
    tls?: readonly { hosts?: readonly string[] }[];
  };
  HTTPRoute: {
    hostnames?: readonly string[];
    rules?: readonly {
      backendRefs?: readonly { kind?: string; name: string; namespace?: string; port?: number }[];
    }[];
  };
  ServiceMonitor: MonitorSpec & { endpoints?: readonly { port?: string }[] };
  PodMonitor: MonitorSpec & { podMetricsEndpoints?: readonly { port?: string }[] };
  HelmRelease: { chart?: unknown; chartRef?: unknown };
}

interface Workload {
  replicas?: number;
  selector?: LabelSelector;
  template?: PodTemplate;
}

interface Deadline {
  activeDeadlineSeconds?: number;
}

interface ScaleTarget {
  apiVersion: string;
  kind: string;
  name: string;
}

export interface IngressBackend {
  service?: { name: string; port?: { name?: string; number?: number } };
}

export interface PolicySpec {
  podSelector?: LabelSelector;
  policyTypes?: readonly ('Ingress' | 'Egress')[];
  ingress?: readonly { from?: readonly PolicyPeer[]; ports?: readonly PolicyPort[] }[];
  egress?: readonly { to?: readonly PolicyPeer[]; ports?: readonly PolicyPort[] }[];
}

export interface PolicyPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: { cidr: string; except?: readonly string[] };
}

export interface PolicyPort {
  port?: Count;
  protocol?: string;
  endPort?: number;
}

interface MonitorSpec {
  selector?: LabelSelector;
  namespaceSelector?: { any?: boolean; matchNames?: readonly string[] };
}

/** A number, or a name or percentage. */
export type Count = number | string;

export type Kind<K extends keyof Specs> = KubeObject & { spec: Specs[K] };

export function ofKind<K extends keyof Specs>({ objects }: Rendered, kind: K): Kind<K>[] {
  return objects.filter((object): object is Kind<K> => object.kind === kind && !!object.spec);
}
