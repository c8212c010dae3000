import type { Chart, Environment } from '../chart.ts';
import type { Facts, FeatureGroup } from '../feature.ts';
import { making, naming, placement, running } from './pod-values.ts';
import { resourceValues } from './quantity.ts';
import { branch, type Data, type DataMap, leaf, type Tree } from './tree.ts';
import {
  closed,
  integerFrom,
  kubernetesType,
  labels,
  labelText,
  listOf,
  mapOf,
  matching,
  oneOf,
  patterns,
  perhapsMatching,
  portNumber,
  protocol,
  scalar,
  string,
  stringMap,
} from './values-schema.ts';

export type Section = 'identity' | FeatureGroup | 'pod';

/** The values that every chart has, in the order of values.yaml; features follow their group's. */
export function baseValues(chart: Chart, facts: readonly Facts[]): Readonly<Record<Section, Tree>> {
  return {
    identity: identity(chart),
    configuration: configuration(chart, facts),
    exposure: ports(
      chart,
      facts.some(({ offers }) => offers?.includes('service')),
    ),
    scaling: running(chart),
    availability: placement(chart),
    network: naming(),
    observability: {},
    pod: making(chart),
  };
}

const resourceName = perhapsMatching('[a-z]([-a-z0-9]*[a-z0-9])?', { maxLength: 63 });

function identity(chart: Chart): Tree {
  const { answers } = chart;
  const { image } = answers;
  const tag = image.tag === chart.appVersion ? '' : image.tag;
  return {
    replicaCount: leaf(
      answers.workload.replicas,
      'Pods to run. Left out of the Deployment while an autoscaler owns the number.',
      integerFrom(0, 100),
    ),
    image: imageValues(
      image,
      tag,
      'Tag; may be a template. Empty means the appVersion of Chart.yaml.',
    ),
    imagePullSecrets: leaf(
      image.pullSecrets.map((name) => ({ name })),
      "Secrets with the registry's credentials, by name.",
      listOf(closed({ name: string }, ['name'])),
    ),
    global: branch(
      'What an umbrella chart says to all its charts.',
      {
        imageRegistry: leaf(
          '',
          'Registry for every image, such as a mirror, instead of its own.',
          string,
        ),
      },
      { others: {} },
    ),
    nameOverride: leaf(
      '',
      "Name of the app in labels and object names, instead of the chart's.",
      resourceName,
    ),
    fullnameOverride: leaf('', 'Name of all objects, instead of release and app.', resourceName),
    instanceOverride: leaf(
      '',
      'Release in labels and selectors. Set it to take over the pods of another release.',
      labelText,
    ),
    commonLabels: leaf(
      { ...answers.labels },
      'Labels of every object, pods included. They never enter a selector.',
      labels,
    ),
    commonAnnotations: leaf(
      { ...answers.annotations },
      'Annotations of every object, pods included.',
      stringMap,
    ),
  };
}

export interface ImageAnswers {
  registry: string;
  repository: string;
  digest: string;
  pullPolicy: string;
}

export function imageValues(image: ImageAnswers, tag: string, tagAdvice: string, head = '') {
  return branch(
    head,
    {
      registry: leaf(
        image.registry,
        'Registry of the image.',
        matching('^([A-Za-z0-9.-]+(:[0-9]+)?(/[a-z0-9._/-]+)?)?$'),
      ),
      repository: leaf(
        image.repository,
        'Repository of the image, without registry and tag.',
        matching('^[a-z0-9]+([._/-]+[a-z0-9]+)*$'),
      ),
      tag: leaf(tag, tagAdvice, matching('^([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$|[{]{2}')),
      digest: leaf(
        image.digest,
        'Digest (sha256:...), which nobody can move. It wins over the tag.',
        perhapsMatching('^sha256:[0-9a-f]{64}$'),
      ),
      pullPolicy: leaf(
        image.pullPolicy,
        'When the node asks the registry. Always also checks that it may still pull.',
        oneOf('Always', 'IfNotPresent', 'Never'),
      ),
    },
    { schema: { required: ['repository'] } },
  );
}

function configuration(chart: Chart, facts: readonly Facts[]): Tree {
  const { workload, envFrom } = chart.answers;
  return {
    command: leaf(
      [...workload.command],
      "Command instead of the image's entrypoint. May hold templates.",
      listOf(string),
    ),
    args: leaf([...workload.args], 'Arguments of the command. May hold templates.', listOf(string)),
    logLevel: branch('', {
      variable: leaf(
        workload.logVariable,
        'Environment variable that the app reads its log level from. Empty means none.',
        perhapsMatching('^[A-Za-z_][A-Za-z0-9_]*$'),
      ),
      level: leaf(
        workload.logLevel,
        'Log level. Debug may write secrets to the log and fills disks.',
        string,
      ),
    }),
    env: leaf(
      environmentVariables(chart, facts),
      'Environment variables by name: a text (may be a template), or a map with value or valueFrom.',
      mapOf(
        {
          anyOf: [
            scalar,
            closed({ value: string }, ['value']),
            closed({ valueFrom: kubernetesType('EnvVarSource') }, ['valueFrom']),
          ],
        },
        patterns.environmentVariable,
      ),
    ),
    envFrom: leaf(
      [
        ...envFrom.configMaps.map((name) => ({ configMapRef: { name } })),
        ...envFrom.secrets.map((name) => ({ secretRef: { name } })),
      ],
      'ConfigMaps and Secrets whose keys become environment variables. May hold templates.',
      listOf(kubernetesType('EnvFromSource')),
    ),
  };
}

function ports(chart: Chart, hasService: boolean): Tree {
  const advice = 'TCP ports of the container by name; all else refers to them by their names.';
  const known = Object.entries(chart.ports).map(([name, port]) => [
    name,
    leaf(port, portAdvice[name] ?? 'Port.', portNumber),
  ]);
  const required = 'http' in chart.ports ? { required: ['http'] } : {};
  const extra = {
    containerPort: portNumber,
    protocol,
    ...(hasService ? { servicePort: portNumber } : {}),
  };
  return {
    ports:
      known.length === 0
        ? leaf({}, advice, mapOf(portNumber, patterns.portName))
        : branch(advice, Object.fromEntries(known), {
            schema: { patternProperties: { [patterns.portName]: portNumber }, ...required },
          }),
    extraPorts: leaf(
      extraPorts(chart, hasService),
      hasService
        ? 'More ports by name: containerPort, protocol, and servicePort where the Service has it too.'
        : 'More ports by name: containerPort and protocol.',
      mapOf(closed(extra, ['containerPort']), patterns.portName),
    ),
  };
}

const portAdvice: Readonly<Record<string, string>> = {
  http: 'Port on which the app serves requests.',
  metrics: 'Port on which it serves metrics.',
};

function environmentVariables(chart: Chart, facts: readonly Facts[]): DataMap {
  const fromField = (fieldPath: string): Data => ({ valueFrom: { fieldRef: { fieldPath } } });
  return {
    POD_NAME: fromField('metadata.name'),
    POD_NAMESPACE: fromField('metadata.namespace'),
    POD_IP: fromField('status.podIP'),
    NODE_NAME: fromField('spec.nodeName'),
    ...Object.assign({}, ...facts.map(({ env }) => env ?? {})),
    ...chart.answers.env,
  };
}

function extraPorts(chart: Chart, hasService: boolean): DataMap {
  return Object.fromEntries(
    Object.entries(chart.answers.extraPorts).map(([name, { port, protocol, servicePort }]) => [
      name,
      {
        containerPort: port,
        protocol,
        ...(hasService && servicePort !== undefined ? { servicePort } : {}),
      },
    ]),
  );
}

/** What an environment's overlay says of the base values; equal ones are left out later. */
export function baseOverlay(
  chart: Chart,
  environment: Environment,
  facts: readonly Facts[],
): DataMap {
  const isAutoscaled = facts.some(({ leastReplicas }) => leastReplicas !== undefined);
  return {
    ...(isAutoscaled ? {} : { replicaCount: environment.replicas }),
    image: { pullPolicy: environment.pullPolicy },
    logLevel: { level: environment.logLevel },
    resources: resourceValues(environment.resources, chart.answers.workload.cpuLimit),
  };
}
