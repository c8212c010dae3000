import {
  type About,
  choice,
  entry,
  group,
  integer,
  list,
  map,
  needed,
  neededPort,
  perhapsChoice,
  perhapsInteger,
  port,
  text,
  yesNo,
} from './fields.ts';
import { resources } from './resource-answers.ts';
import * as rule from './rules.ts';
import { sizeNames } from './sizes.ts';

export const probeKinds = ['http', 'tcp', 'grpc', 'exec'] as const;

const probe = (hint: string, first: Pick<About, 'first'> = {}) =>
  group(hint, {
    kind: perhapsChoice('How the kubelet asks; without an answer as the profile does.', probeKinds),
    path: text({ hint: 'Path of an http probe.', ...first }, rule.urlPath),
    port: text('Name of the port to ask; by default http.', rule.portName),
    command: list(
      { hint: 'Command of an exec probe, a word an entry.', ...first },
      needed({ hint: 'A word.', example: 'true' }),
    ),
    initialDelaySeconds: perhapsInteger('Wait before the first try.', 0, 3600),
    periodSeconds: perhapsInteger('Seconds between two tries.', 1, 3600),
    timeoutSeconds: perhapsInteger('Seconds until a try has failed.', 1, 3600),
    failureThreshold: perhapsInteger('Failures in a row until the probe has failed.', 1, 1000),
  });

/** How the app runs, and what it is asked and told. */
export const workloadAnswers = {
  workload: () =>
    group('How the pods run.', {
      replicas: integer('Pods in values.yaml; environments say their own.', 0, 100, 2),
      size: choice(
        {
          hint: 'Requests and limits by load, from XS (25m CPU, 32Mi) to XL (1 CPU, 2Gi).',
          title: 'Size',
          first: true,
        },
        sizeNames,
        'M',
      ),
      resources: resources('Exact requests and limits; what is empty comes from the size.'),
      cpuLimit: yesNo(
        'Limit the CPU. Off spares throttling, and a runaway pod can then take a whole node.',
        true,
      ),
      command: list(
        "Command instead of the image's own, a word an entry.",
        needed({ hint: 'A word.', example: 'serve' }),
      ),
      args: list('Arguments, a word an entry.', needed({ hint: 'A word.', example: '--verbose' })),
      userId: integer('User and group that the process runs as.', 1, 2147483647, 10001),
      shutdownSeconds: integer('Seconds that the app needs to finish its requests.', 1, 3600, 30),
      preStopSeconds: integer(
        'Seconds that a pod still serves after it was told to end, so that no request hits a closed port.',
        0,
        600,
        10,
      ),
      writableFolders: map(
        'Folders that the app may write to, beside /tmp, and their size.',
        rule.portName,
        entry({
          path: needed({ hint: 'Folder.', example: '/var/cache/app' }, rule.absolutePath),
          size: text({ hint: 'Most that it holds.', example: '64Mi' }, rule.quantity, '64Mi'),
        }),
      ),
      logVariable: text(
        { hint: 'Environment variable that sets the log level.', example: 'LOG_LEVEL' },
        rule.environmentVariable,
        'LOG_LEVEL',
      ),
      logLevel: text(
        { hint: 'Log level in values.yaml; environments say their own.', example: 'info' },
        rule.singleLine,
        'info',
      ),
      priorityClass: text(
        { hint: 'Priority class of the pods.', example: 'business-critical' },
        rule.host,
      ),
      strategy: choice(
        'How pods are replaced; Recreate stops the old ones first.',
        ['RollingUpdate', 'Recreate'],
        'RollingUpdate',
      ),
    }),
  port: () =>
    port({ hint: 'Port that the app listens on.', title: 'Port', first: 'own image' }, 8080),
  metrics: () =>
    group('Metrics for Prometheus.', {
      enabled: yesNo(
        { hint: 'The app serves metrics.', title: 'Metrics', first: 'own image' },
        true,
      ),
      port: port(
        {
          hint: "Port of the metrics; may be the app's own.",
          title: 'Metrics port',
          first: 'own image',
        },
        9090,
      ),
      path: text({ hint: 'Path of the metrics.', example: '/metrics' }, rule.urlPath, '/metrics'),
    }),
  extraPorts: () =>
    map(
      'Further ports by name.',
      rule.portName,
      entry({
        port: neededPort('Port of the container.'),
        protocol: choice('Protocol.', ['TCP', 'UDP', 'SCTP'], 'TCP'),
        servicePort: perhapsInteger(
          'Port of the Service; without one the Service leaves it out.',
          1,
          65535,
        ),
      }),
    ),
  probes: () =>
    group('How Kubernetes asks whether a pod is well.', {
      live: probe('A pod that fails this is restarted.', { first: 'own image' }),
      ready: probe('A pod that fails this gets no requests.', { first: 'own image' }),
      startup: probe('The other two wait until this has passed.'),
    }),
  env: () =>
    map(
      {
        hint: 'Environment variables with a fixed text; what differs by environment is better a setting.',
        title: 'Environment variables',
      },
      rule.environmentVariable,
      text('A text; templates are allowed.', rule.plainText),
    ),
  envFrom: () =>
    group('What exists already and whose keys become environment variables.', {
      secrets: list(
        'Secrets, by name.',
        needed({ hint: 'A Secret.', example: 'my-app-database' }, rule.host),
      ),
      configMaps: list(
        'ConfigMaps, by name.',
        needed({ hint: 'A ConfigMap.', example: 'company-defaults' }, rule.host),
      ),
    }),
} as const;
