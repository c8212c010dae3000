import * as rule from '../../../generators/core/answers/rules.ts';
import type { Chart } from '../../../generators/core/chart.ts';
import { imageValues } from '../../../generators/core/compose/base-values.ts';
import { resourceValues } from '../../../generators/core/compose/quantity.ts';
import { branch, leaf } from '../../../generators/core/compose/tree.ts';
import {
  boolean,
  integerFrom,
  kubernetesType,
  labels,
  matching,
  oneOf,
  portNumber,
  stringMap,
} from '../../../generators/core/compose/values-schema.ts';
import { defineFeature, type Peer } from '../../../generators/core/feature.ts';

const types = ['ClusterIP', 'LoadBalancer', 'NodePort'] as const;
const testImage = {
  registry: 'docker.io',
  repository: 'curlimages/curl',
  digest: '',
  pullPolicy: 'Always',
};
const testResources = {
  requests: { cpu: '10m', memory: '16Mi', ephemeralStorage: '16Mi' },
  limits: { cpu: '100m', memory: '64Mi', ephemeralStorage: '32Mi' },
};
const perhapsPath = matching('^(/.*)?$');

export default defineFeature({
  id: 'service',
  title: 'Service',
  group: 'exposure',
  answers: ({ choice, group, map, port, text, yesNo }) =>
    group('A Service in front of the pods, and a test that asks it.', {
      enabled: yesNo('Have a Service.', true),
      type: choice('ClusterIP; the other two open a port to the outside.', types, 'ClusterIP'),
      port: port('Port of the Service.', 80),
      annotations: map(
        'Annotations of the Service.',
        rule.labelKey,
        text('A text.', rule.plainText),
      ),
    }),
  presets: { worker: { enabled: false } },
  isActive: (own) => own.enabled,
  needs: {
    requests:
      'a Service needs a port for requests, and a worker has none: leave service.enabled false',
  },
  check: (chart, own) =>
    Object.entries(chart.answers.extraPorts)
      .filter(([, extra]) => extra.protocol === 'TCP' && extra.servicePort === own.port)
      .map(([name]) => ({
        path: `extraPorts.${name}.servicePort`,
        message: `${own.port} is already the Service's port for "http"`,
      })),
  facts: (chart, own) => ({
    offers: ['service'],
    includes: { notes: 'service.notes' },
    peersIn: {
      ...(own.type === 'ClusterIP' ? {} : { outside }),
      'connection-test': {
        title: 'helm test',
        advice: 'The pod of helm test.',
        enabledBy: '(.Values.connectionTest).enabled',
        podLabels: {
          'app.kubernetes.io/instance': `{{ include "${chart.name}.instance" . }}`,
          'app.kubernetes.io/component': 'test-connection',
        },
        ports: Object.keys(chart.ports),
      },
    },
  }),
  values: (chart, own) => {
    const paths = testPaths(chart);
    return {
      service: branch('', {
        type: leaf(
          own.type,
          'Type of the Service. LoadBalancer and NodePort open all of its ports, metrics too.',
          oneOf(...types),
        ),
        port: leaf(own.port, 'Port of the Service; it leads to the port http.', portNumber),
        sessionAffinity: leaf(
          '',
          "ClientIP sends a client to the same pod again. Empty means the cluster's default.",
          oneOf('', 'None', 'ClientIP'),
        ),
        externalTrafficPolicy: leaf(
          '',
          "Local keeps the client's address, with NodePort and LoadBalancer alone.",
          oneOf('', 'Local', 'Cluster'),
        ),
        annotations: leaf({ ...own.annotations }, 'Annotations of the Service.', stringMap),
        labels: leaf({}, 'Labels of the Service, beside the common ones.', labels),
      }),
      connectionTest: branch('', {
        enabled: leaf(
          Object.values(paths).some((path) => path !== ''),
          'Let helm test ask the app through its Service.',
          boolean,
        ),
        image: imageValues(testImage, '8.14.1', 'Tag of the image.', 'An image with curl.'),
        paths: branch(
          'Paths that must answer. One named like a port is asked there, the others at http.',
          {
            live: leaf(paths.live, 'Path of the liveness probe. Empty leaves it out.', perhapsPath),
            ready: leaf(
              paths.ready,
              'Path of the readiness probe. Empty leaves it out.',
              perhapsPath,
            ),
            metrics: leaf(paths.metrics, 'Path of the metrics. Empty leaves it out.', perhapsPath),
          },
          { others: perhapsPath },
        ),
        timeoutSeconds: leaf(
          120,
          'Seconds after which the test has failed, whatever it waits for.',
          integerFrom(1, 3600),
        ),
        resources: leaf(
          resourceValues(testResources, true),
          'What the test asks for, and the most that it may take.',
          kubernetesType('ResourceRequirements'),
        ),
      }),
    };
  },
});

/** Whoever comes through a port that is open to the outside bears an address, not a label. */
const outside: Peer = {
  title: 'Outside',
  advice: 'Everybody, while the Service is open to the outside. Name ranges where they are known.',
  enabledBy: 'ne (.Values.service).type "ClusterIP"',
  cidr: '0.0.0.0/0',
  ports: ['http'],
};

/** curl speaks http alone, so that other probes are not tested. */
function testPaths({ answers, metrics }: Chart) {
  const { live, ready } = answers.probes;
  const http = (probe: typeof live) =>
    probe.kind === undefined || probe.kind === 'http' ? probe.path || '/' : '';
  return { live: http(live), ready: http(ready), metrics: metrics?.path ?? '' };
}
