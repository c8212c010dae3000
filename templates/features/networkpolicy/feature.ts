import type * as z from 'zod';
import * as rule from '../../../generators/core/answers/rules.ts';
import type { Chart } from '../../../generators/core/chart.ts';
import {
  branch,
  type Data,
  type DataMap,
  isEmpty,
  type JsonSchema,
  leaf,
  type Node,
} from '../../../generators/core/compose/tree.ts';
import {
  boolean,
  closed,
  listOf,
  mapOf,
  matching,
  named,
  openMap,
  patterns,
  perhapsMatching,
  portNumber,
  protocol,
  stringMap,
} from '../../../generators/core/compose/values-schema.ts';
import {
  defineFeature,
  type Facts,
  type Fields,
  type Peer,
} from '../../../generators/core/feature.ts';

/** Nothing outside may be reached by a range that holds the cluster, its nodes or their metadata. */
const insideRanges = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];

const peerSchema = (ports: JsonSchema) =>
  closed(
    {
      enabled: { anyOf: [boolean, matching(patterns.template)] },
      namespaceLabels: stringMap,
      podLabels: stringMap,
      cidr: matching(patterns.cidr),
      except: listOf(matching(patterns.cidr)),
      ports: { ...ports, minItems: 1 },
    },
    ['enabled', 'ports'],
  );
const portName = matching(patterns.portName);
const caller = named('Caller', peerSchema(listOf(portName)));
const callee = named(
  'Callee',
  peerSchema(
    listOf(
      closed({ port: { anyOf: [portNumber, portName] }, endPort: portNumber, protocol }, ['port']),
    ),
  ),
);

const answers = ({ choice, entry, group, list, map, needed, neededPort, text, yesNo }: Fields) => {
  const peer = {
    namespace: text(
      {
        hint: "Its namespace; empty means the release's own.",
        title: 'Namespace',
        first: true,
        example: 'registry',
      },
      rule.dnsLabel,
    ),
    labels: map(
      'Labels of its pods; without, every pod of its namespace, or where none is said app.kubernetes.io/name with its name.',
      rule.labelKey,
      text('A label value.', rule.labelValue),
    ),
  };
  return group('Who may call the app and whom it may call; everything else is refused.', {
    enabled: yesNo('Have a NetworkPolicy.', true),
    from: map(
      { hint: 'Who calls the app, by name.', title: 'Callers in the cluster', first: true },
      rule.dnsLabel,
      entry({
        ...peer,
        ports: list(
          "Names of the app's ports; by default http.",
          needed({ hint: 'A name.', example: 'http' }, rule.portName),
        ),
      }),
    ),
    to: map(
      {
        hint: 'What the app calls, by name.',
        title: 'Services that it calls',
        first: true,
        topic: 'What it needs',
      },
      rule.dnsLabel,
      entry({
        ...peer,
        cidr: text(
          {
            hint: 'An address range instead, for what lies outside the cluster.',
            example: '203.0.113.0/24',
          },
          rule.cidr,
        ),
        port: neededPort('Port of the called pods, not of their Service.'),
        protocol: choice('Protocol.', ['TCP', 'UDP', 'SCTP'], 'TCP'),
      }),
    ),
    httpsOutside: yesNo('It calls https addresses on the internet.', true),
    nodeLocalDns: yesNo('Names may be asked of the cache on the node (169.254.20.10).', true),
  });
};

export default defineFeature({
  id: 'networkpolicy',
  title: 'Network policy',
  group: 'network',
  answers,
  isActive: (own) => own.enabled,
  facts: (chart, own) => ({
    includes: { exemptions: 'networkpolicy.exemptions', warnings: 'networkpolicy.warnings' },
    clusterNeeds: [
      {
        object: 'NetworkPolicy',
        needs: 'a network plugin that heeds it',
        value: 'networkPolicy.enabled',
      },
    ],
    peersIn: callers(chart, own),
    peersOut: callees(own),
  }),
  check: (chart, own, factsIn) => {
    const ports = [...Object.keys(chart.ports), ...Object.keys(chart.answers.extraPorts)];
    const known = chart.environments.slice(0, 1).flatMap((e) => factsIn(e));
    const callers = known.flatMap(({ peersIn }) => Object.keys(peersIn ?? {}));
    return [
      ...Object.entries(own.from).flatMap(([name, peer]) => [
        ...(callers.filter((other) => other === name).length > 1
          ? [{ path: `networkpolicy.from.${name}`, message: 'the name is taken; choose another' }]
          : []),
        ...peer.ports
          .filter((port) => !ports.includes(port))
          .map((port) => ({
            path: `networkpolicy.from.${name}.ports`,
            message: `there is no port "${port}"; there are: ${ports.join(', ')}`,
          })),
      ]),
      ...Object.entries(own.to)
        .filter(([, to]) => to.cidr !== '' && (to.namespace !== '' || !isEmpty(to.labels)))
        .map(([name]) => ({
          path: `networkpolicy.to.${name}`,
          message: 'has a cidr beside a namespace or labels: make two of it',
        })),
    ];
  },
  values: (_, own, facts) => ({
    networkPolicy: branch('', {
      enabled: leaf(true, 'Refuse every connection that is not named here.', boolean),
      allowFrom: peers(
        'Who may call the app, by name: namespaceLabels, podLabels (may hold templates) or a cidr, ' +
          'and names of ports. A template in enabled lets an entry come and go with what it is for.',
        peersOf(facts, 'peersIn'),
        caller,
      ),
      allowTo: peers(
        'Whom the app may call, by name; ports are those of the called pods, not of their Service.',
        peersOf(facts, 'peersOut'),
        callee,
      ),
      dns: branch('', {
        enabled: leaf(true, 'Let names be resolved.', boolean),
        namespaceLabels: leaf(
          { 'kubernetes.io/metadata.name': 'kube-system' },
          "Labels of the namespace of the cluster's DNS.",
          stringMap,
        ),
        podLabels: leaf(
          { 'k8s-app': 'kube-dns' },
          "Labels of the pods of the cluster's DNS.",
          stringMap,
        ),
        nodeLocalCIDR: leaf(
          own.nodeLocalDns ? '169.254.20.10/32' : '',
          'Address of the DNS cache on the node (NodeLocal DNSCache). Empty where there is none.',
          perhapsMatching(patterns.cidr),
        ),
      }),
      extraIngress: leaf(
        [],
        'More rules for calls in, as a NetworkPolicy writes them. May hold templates.',
        listOf(openMap),
      ),
      extraEgress: leaf(
        [],
        'More rules for calls out, as a NetworkPolicy writes them. May hold templates.',
        listOf(openMap),
      ),
    }),
  }),
  overlay: ({ facts }) => ({
    networkPolicy: {
      allowFrom: dataOf(peersOf(facts, 'peersIn')),
      allowTo: dataOf(peersOf(facts, 'peersOut')),
    },
  }),
});

/** Whoever has nothing but a name is the app of that name, in the same namespace. */
function podLabels(name: string, namespace: string, labels: Record<string, string>, cidr = '') {
  const isSaid = namespace !== '' || cidr !== '' || Object.keys(labels).length > 0;
  return isSaid ? labels : { 'app.kubernetes.io/name': name };
}

type Own = z.output<ReturnType<typeof answers>>;

function callers(chart: Chart, own: Own): Record<string, Peer> {
  const mainPort = 'http' in chart.ports ? ['http'] : Object.keys(chart.ports);
  return Object.fromEntries(
    Object.entries(own.from).map(([name, { namespace, labels, ports }]) => [
      name,
      {
        title: name,
        advice: 'Pods that call the app.',
        namespace,
        podLabels: podLabels(name, namespace, labels),
        ports: ports.length > 0 ? ports : mainPort,
      },
    ]),
  );
}

function callees(own: Own): Record<string, Peer> {
  const known = Object.entries(own.to).map(
    ([name, { namespace, labels, cidr, port, protocol }]): [string, Peer] => [
      name,
      {
        title: name,
        advice: cidr ? 'Addresses that the app calls.' : 'Pods that the app calls.',
        namespace,
        podLabels: podLabels(name, namespace, labels, cidr),
        cidr,
        ports: [{ port, protocol }],
      },
    ],
  );
  return Object.fromEntries([
    ...known,
    ...(own.httpsOutside ? [['https-outside', httpsOutside] as const] : []),
  ]);
}

const httpsOutside: Peer = {
  title: 'https outside',
  advice:
    'The internet by https, and nothing inside: private and link-local ranges are left out. Name ' +
    'the ranges that the app needs instead, where they are known.',
  cidr: '0.0.0.0/0',
  except: insideRanges,
  ports: [{ port: 443, protocol: 'TCP' }],
};

interface Known {
  peer: Peer;
  /** The expressions that it comes and goes with; an empty one says that it is simply there. */
  switches: readonly string[];
}

/** Everybody who is let in or called, whichever feature says so; several may mean the same. */
function peersOf(facts: readonly Facts[], side: 'peersIn' | 'peersOut'): Map<string, Known> {
  const found = new Map<string, Known>();
  for (const [name, peer] of facts.flatMap((fact) => Object.entries(fact[side] ?? {}))) {
    const switches = [...(found.get(name)?.switches ?? []), peer.enabledBy ?? ''];
    found.set(name, { peer, switches });
  }
  return found;
}

function peers(advice: string, known: Map<string, Known>, schema: JsonSchema): Node {
  if (known.size === 0) return leaf({}, advice, mapOf(schema));
  const children = [...known].map(([name, one]): [string, Node] => [
    name,
    leaf(peerData(one), one.peer.advice ?? `${one.peer.title}.`, schema),
  ]);
  return branch(advice, Object.fromEntries(children), { others: schema });
}

function dataOf(known: Map<string, Known>): DataMap {
  return Object.fromEntries([...known].map(([name, one]) => [name, peerData(one)]));
}

function peerData({ peer, switches }: Known): DataMap {
  const { namespace, podLabels = {}, cidr, except = [], ports } = peer;
  return {
    enabled: enabledBy(switches),
    ...(namespace ? { namespaceLabels: { 'kubernetes.io/metadata.name': namespace } } : {}),
    ...(Object.keys(podLabels).length > 0 ? { podLabels: { ...podLabels } } : {}),
    ...(cidr ? { cidr } : {}),
    ...(except.length > 0 ? { except: [...except] } : {}),
    ports: ports.map((port): Data => (typeof port === 'string' ? port : { ...port })),
  };
}

function enabledBy(switches: readonly string[]): Data {
  if (switches.includes('')) return true;
  const [first, ...others] = switches;
  if (others.length === 0) return `{{ ${first} }}`;
  return `{{ or ${switches.map((expression) => `(${expression})`).join(' ')} }}`;
}
