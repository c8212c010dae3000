import * as rule from '../../../generators/core/answers/rules.ts';
import { branch, leaf } from '../../../generators/core/compose/tree.ts';
import {
  boolean,
  closed,
  listOf,
  matching,
  objectName,
  oneOf,
  patterns,
  stringMap,
} from '../../../generators/core/compose/values-schema.ts';
import { defineFeature } from '../../../generators/core/feature.ts';

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const hosts = listOf(
  closed(
    {
      host: matching(`^([*][.])?${label}([.]${label})*$`, { maxLength: 253 }),
      paths: {
        ...listOf(
          closed(
            {
              path: matching(patterns.path),
              pathType: oneOf('Prefix', 'Exact', 'ImplementationSpecific'),
            },
            ['path'],
          ),
        ),
        minItems: 1,
      },
    },
    ['host', 'paths'],
  ),
);

export default defineFeature({
  id: 'ingress',
  title: 'Ingress',
  group: 'exposure',
  answers: ({ group, map, text, yesNo }) =>
    group('An Ingress for the hosts of each environment.', {
      enabled: yesNo(
        { hint: 'People reach it under a host name.', title: 'Ingress', first: true },
        true,
      ),
      className: text(
        { hint: "Ingress class; empty means the cluster's default.", example: 'traefik' },
        rule.host,
      ),
      annotations: map(
        'Annotations of the Ingress, such as a rate limit.',
        rule.labelKey,
        text('A text.', rule.plainText),
      ),
      path: text({ hint: 'Path that leads to the app.', example: '/' }, rule.urlPath, '/'),
      tlsSecret: text(
        {
          hint: 'Existing Secret with the certificate; by default <name>-tls.',
          example: 'my-app-tls',
        },
        rule.host,
      ),
      controllerNamespace: text(
        { hint: 'Namespace of the ingress controller.', example: 'traefik' },
        rule.dnsLabel,
        'traefik',
      ),
    }),
  environment: ({ group, perhapsYesNo, text }) =>
    group('Ingress in this environment.', {
      enabled: perhapsYesNo('Let it be there; by default wherever there are hosts.'),
      tlsSecret: text(
        { hint: 'Existing Secret with the certificate.', example: 'my-app-tls' },
        rule.host,
      ),
    }),
  presets: { worker: { enabled: false } },
  isActive: (own) => own.enabled,
  needs: { service: 'an Ingress needs a Service: set service.enabled, or ingress.enabled false' },
  facts: (_, own, environment) => ({
    offers: ['hosts'],
    includes: { notes: 'ingress.notes', warnings: 'ingress.warnings' },
    clusterNeeds: [
      { object: 'Ingress', needs: 'an ingress controller', value: 'ingress.enabled' },
      { object: 'Certificate of the Ingress', needs: 'cert-manager', value: 'tls.issuer.name' },
    ],
    peersIn: {
      'ingress-controller': {
        title: 'Ingress controller',
        advice: 'The ingress controller, while there is an Ingress.',
        enabledBy: '(.Values.ingress).enabled',
        namespace: environment?.cluster.controllerNamespace || own.controllerNamespace,
        ports: ['http'],
      },
    },
  }),
  values: (_, own) => ({
    hosts: leaf(
      [],
      'Hosts and their paths, as people reach them: [{host: app.example.com, paths: [{path: /}]}].',
      hosts,
    ),
    tls: branch('', {
      enabled: leaf(true, 'Serve the hosts by https.', boolean),
      secretName: leaf(
        own.tlsSecret,
        'Secret with the certificate. Empty means <name>-tls.',
        objectName,
      ),
      issuer: branch('', {
        name: leaf(
          '',
          'Issuer of cert-manager that fills the Secret. Empty where the Secret exists already.',
          objectName,
        ),
        kind: leaf(
          'ClusterIssuer',
          'Kind of the issuer: ClusterIssuer, or Issuer in the same namespace.',
          oneOf('ClusterIssuer', 'Issuer'),
        ),
      }),
    }),
    ingress: branch('', {
      enabled: leaf(false, 'Publish the hosts through an Ingress.', boolean),
      className: leaf(
        own.className,
        "Ingress class. Empty means the cluster's default.",
        objectName,
      ),
      annotations: leaf(
        { ...own.annotations },
        'Annotations of the Ingress, for its controller.',
        stringMap,
      ),
    }),
  }),
  overlay: ({ own, environment, here }) => {
    if (!isOn(here, environment.hosts)) return {};
    const { cluster } = environment;
    return {
      hosts: environment.hosts.map((host) => ({
        host,
        paths: [{ path: own.path, pathType: 'Prefix' }],
      })),
      tls: {
        secretName: here?.tlsSecret || own.tlsSecret,
        issuer: {
          name: cluster.certManagerIssuer,
          kind: cluster.certManagerIssuerKind ?? 'ClusterIssuer',
        },
      },
      ingress: { enabled: true, className: cluster.ingressClass || own.className },
    };
  },
  expects: ({ own, environment, here, chart }) => {
    const { hosts, cluster } = environment;
    const template = 'ingress.yaml';
    if (!isOn(here, hosts)) {
      return [{ it: 'has no Ingress', template, asserts: [{ hasDocuments: { count: 0 } }] }];
    }
    const issuer =
      cluster.certManagerIssuerKind === 'Issuer'
        ? 'cert-manager.io/issuer'
        : 'cert-manager.io/cluster-issuer';
    const secretName = here?.tlsSecret || own.tlsSecret || `${chart.name}-tls`;
    return [
      {
        it: 'is reached under its hosts, by https',
        template,
        asserts: [
          ...hosts.map((host, i) => ({ equal: { path: `spec.rules[${i}].host`, value: host } })),
          { lengthEqual: { path: 'spec.rules', count: hosts.length } },
          { equal: { path: 'spec.tls', value: [{ secretName, hosts: [...hosts] }] } },
          ...(cluster.certManagerIssuer
            ? [
                {
                  equal: {
                    path: `metadata.annotations["${issuer}"]`,
                    value: cluster.certManagerIssuer,
                  },
                },
              ]
            : []),
        ],
      },
    ];
  },
  tryOut: (chart) => ({
    hosts: [{ host: `${chart.name}.example.com`, paths: [{ path: '/', pathType: 'Prefix' }] }],
    ingress: { enabled: true },
  }),
});

function isOn(here: { enabled?: boolean | undefined }, hosts: readonly string[]): boolean {
  return here?.enabled ?? hosts.length > 0;
}
