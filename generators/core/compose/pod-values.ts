import type { Chart } from '../chart.ts';
import { resourceValues } from './quantity.ts';
import { branch, type Data, type DataMap, leaf, type Tree } from './tree.ts';
import {
  boolean,
  closed,
  integerFrom,
  kubernetesType,
  labels,
  listOf,
  mapOf,
  matching,
  objectName,
  oneOf,
  openMap,
  patterns,
  string,
  stringMap,
} from './values-schema.ts';

/** The values of the pods: how they run, where they land, what they are made of. */
export function running(chart: Chart): Tree {
  const { workload, probes } = chart.answers;
  const startup = probeOf(probes.startup, chart, {
    periodSeconds: 5,
    timeoutSeconds: 3,
    failureThreshold: 60,
  });
  return {
    livenessProbe: leaf(
      probeOf(probes.live, chart, { periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 }),
      'Restarts a pod that hangs. Ask for the process alone, never for what it depends on.',
      kubernetesType('Probe'),
    ),
    readinessProbe: leaf(
      probeOf(probes.ready, chart, { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 }),
      "Keeps requests away from a pod that can't answer them.",
      kubernetesType('Probe'),
    ),
    startupProbe: leaf(
      startup,
      `The other probes wait until this has passed; a start may take ${patience(startup)}.`,
      kubernetesType('Probe'),
    ),
    lifecycle: leaf(
      workload.preStopSeconds > 0
        ? { preStop: { sleep: { seconds: workload.preStopSeconds } } }
        : {},
      'Hooks of the container. A sleep lets load balancers forget the pod before it stops.',
      kubernetesType('Lifecycle'),
    ),
    terminationGracePeriodSeconds: leaf(
      workload.preStopSeconds + workload.shutdownSeconds + 5,
      "Seconds until a pod is killed: more than the sleep and the app's shutdown together.",
      integerFrom(1),
    ),
    resources: leaf(
      resourceValues(chart.resources, workload.cpuLimit),
      workload.cpuLimit
        ? 'What a pod asks for, and the most that it may take.'
        : 'What a pod asks for, and the most that it may take. No CPU limit: it would only throttle.',
      kubernetesType('ResourceRequirements'),
    ),
  };
}

/** How long a probe tries, in words. */
function patience(probe: DataMap): string {
  const seconds =
    Number(probe.initialDelaySeconds ?? 0) +
    Number(probe.periodSeconds) * Number(probe.failureThreshold);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${seconds} seconds`;
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

export function placement(chart: Chart): Tree {
  const recreate = chart.answers.workload.strategy === 'Recreate';
  const share = { anyOf: [integerFrom(0), matching('^[0-9]+%$')] };
  return {
    strategy: leaf(
      recreate
        ? { type: 'Recreate' }
        : { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      recreate
        ? 'How pods are replaced: the old ones end before new ones start.'
        : 'How pods are replaced: a new one must be ready before an old one goes.',
      closed({
        type: oneOf('RollingUpdate', 'Recreate'),
        rollingUpdate: closed({ maxUnavailable: share, maxSurge: share }),
      }),
    ),
    revisionHistoryLimit: leaf(
      5,
      'Old ReplicaSets that are kept for kubectl rollout undo.',
      integerFrom(0, 100),
    ),
    podAntiAffinityPreset: leaf(
      'soft',
      "Keep the pods off each other's nodes: soft (where possible), hard or none.",
      oneOf('soft', 'hard', 'none'),
    ),
    affinity: leaf(
      {},
      'Affinity beside the preset; a podAntiAffinity here replaces it. May hold templates.',
      kubernetesType('Affinity'),
    ),
    topologySpreadConstraints: leaf(
      ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
        topologyKey,
        maxSkew: 1,
        whenUnsatisfiable: 'ScheduleAnyway',
      })),
      'Spread over zones and nodes; without a labelSelector it counts these pods. May hold templates.',
      listOf(kubernetesType('TopologySpreadConstraint')),
    ),
    nodeSelector: leaf({}, 'Labels that a node must have.', stringMap),
    tolerations: leaf(
      [],
      'Taints of nodes that the pods tolerate.',
      listOf(kubernetesType('Toleration')),
    ),
    priorityClassName: leaf(
      chart.answers.workload.priorityClass,
      'PriorityClass of the pods; it must exist.',
      objectName,
    ),
  };
}

export function naming(): Tree {
  return {
    hostAliases: leaf(
      [],
      "Lines for the pods' /etc/hosts.",
      listOf(closed({ ip: string, hostnames: listOf(string) }, ['ip', 'hostnames'])),
    ),
    dnsPolicy: leaf(
      'ClusterFirst',
      'How the pods resolve names; None needs dnsConfig.',
      oneOf('ClusterFirst', 'Default', 'None'),
    ),
    dnsConfig: leaf(
      {},
      'Servers, search domains and options of the resolver, such as a lower ndots.',
      kubernetesType('PodDNSConfig'),
    ),
  };
}

export function making(chart: Chart): Tree {
  const user = chart.answers.workload.userId;
  return {
    serviceAccount: branch('', {
      create: leaf(true, 'Create a ServiceAccount for these pods alone.', boolean),
      name: leaf(
        '',
        'Name of the ServiceAccount. Empty means the name of the other objects.',
        objectName,
      ),
      annotations: leaf(
        {},
        'Annotations of the ServiceAccount, such as a cloud identity.',
        stringMap,
      ),
      automountServiceAccountToken: leaf(
        false,
        'Mount its token. Only an app that talks to the Kubernetes API needs it.',
        boolean,
      ),
    }),
    podAnnotations: leaf({}, 'Annotations of the pods. A change restarts them.', stringMap),
    podLabels: leaf({}, 'Labels of the pods. A change restarts them.', labels),
    podSecurityContext: leaf(
      {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      'Security context of the pods, within the Pod Security Standard "restricted".',
      kubernetesType('PodSecurityContext'),
    ),
    securityContext: leaf(
      {
        allowPrivilegeEscalation: false,
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      },
      'Security context of the container, and of each other container that brings none.',
      kubernetesType('SecurityContext'),
    ),
    openshift: branch('', {
      enabled: leaf(
        false,
        'Leave user and group ids out: OpenShift gives each namespace its own.',
        boolean,
      ),
    }),
    writableDirs: leaf(
      writableDirs(chart),
      'Folders that the app may write to, empty at each start; all else is read-only.',
      mapOf(
        closed(
          {
            mountPath: matching(patterns.path),
            sizeLimit: matching(patterns.quantity),
            medium: oneOf('', 'Memory'),
          },
          ['mountPath', 'sizeLimit'],
        ),
        patterns.dnsLabel,
      ),
    ),
    volumes: leaf([], 'More volumes of the pods. May hold templates.', listOf(openMap)),
    volumeMounts: leaf(
      [],
      'More mounts of the container. Mount folders: a subPath never sees a change.',
      listOf(openMap),
    ),
    initContainers: leaf(
      [],
      'Containers that run to their end before the app starts. May hold templates.',
      listOf(openMap),
    ),
    sidecars: leaf(
      [],
      'Containers that start before the app and end after it. May hold templates.',
      listOf(openMap),
    ),
    restartToken: leaf(
      '',
      'Change it to restart the pods, as after a change in a Secret that the chart does not render.',
      string,
    ),
    extraObjects: leaf(
      [],
      'More objects, as maps or as text. May hold templates.',
      listOf({ type: ['object', 'string'] }),
    ),
  };
}

function writableDirs(chart: Chart): DataMap {
  const own = Object.entries(chart.answers.workload.writableFolders).map(
    ([name, { path, size }]): [string, Data] => [name, { mountPath: path, sizeLimit: size }],
  );
  return { tmp: { mountPath: '/tmp', sizeLimit: '64Mi' }, ...Object.fromEntries(own) };
}

type ProbeAnswers = Chart['answers']['probes']['live'];

function probeOf(probe: ProbeAnswers, chart: Chart, timing: DataMap): DataMap {
  const given = Object.fromEntries(
    (['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold'] as const)
      .filter((key) => probe[key] !== undefined)
      .map((key) => [key, probe[key] as number]),
  );
  return { ...probeAction(probe, chart), ...timing, ...given };
}

function probeAction(probe: ProbeAnswers, chart: Chart): DataMap {
  const port = probe.port || 'http';
  switch (probe.kind) {
    case 'exec':
      return { exec: { command: [...probe.command] } };
    case 'tcp':
      return { tcpSocket: { port } };
    case 'grpc':
      // The kubelet takes a number here, no name.
      return {
        grpc: {
          port: chart.ports[port] ?? chart.answers.extraPorts[port]?.port ?? chart.answers.port,
        },
      };
    default:
      return { httpGet: { path: probe.path || '/', port } };
  }
}
