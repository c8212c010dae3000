import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { type Render, rendersOf } from '../charts/renders.ts';
import { routesIn } from '../ground/pods.ts';
import type { NetworkPolicy } from './network-policy.ts';
import { answered, questionsOf } from './questions.ts';

type Spec = NetworkPolicy['spec'];
type Rule = NonNullable<Spec['egress']>[number] & NonNullable<Spec['ingress']>[number];

/** Ways to break the default chart's policies, and a call that then goes wrong. */
const mutations: {
  what: string;
  surprise: string;
  of?: string;
  change(spec: Spec, objects: readonly KubeObject[]): Spec;
}[] = [
  {
    what: "ports of the Service instead of the pods'",
    surprise: 'the ingress controller to rel-my-app:8080/TCP',
    change: (spec, objects) => withPorts(spec, (port) => servicePort(objects, port)),
  },
  {
    what: 'no rule for DNS',
    surprise: 'rel-my-app to kube-dns:53/UDP',
    change: (spec) => ({ ...spec, egress: spec.egress?.filter((rule) => !isDns(rule)) ?? [] }),
  },
  {
    what: 'DNS by TCP alone',
    surprise: 'rel-my-app to kube-dns:53/UDP',
    change: (spec) =>
      withEgress(spec, (rule) => ({
        ...rule,
        ports: rule.ports?.filter(({ protocol }) => protocol === 'TCP') ?? [],
      })),
  },
  {
    what: 'DNS without its namespace',
    surprise: 'rel-my-app to kube-dns:53/TCP',
    change: (spec) =>
      withEgress(spec, (rule) => ({
        ...rule,
        to: rule.to?.map(({ namespaceSelector: _, ...peer }) => peer) ?? [],
      })),
  },
  {
    what: 'DNS of every pod of the namespace',
    surprise: 'rel-my-app to a stranger in kube-system:53/UDP',
    change: (spec) =>
      withEgress(spec, (rule) => ({
        ...rule,
        to: rule.to?.map(({ podSelector: _, ...peer }) => peer) ?? [],
      })),
  },
  {
    what: 'callers without a namespace, which lets everybody in',
    surprise: 'a stranger in elsewhere to rel-my-app:8080/TCP',
    change: (spec) => withIngress(spec, ({ from: _, ...rule }) => rule),
  },
  {
    what: 'every namespace instead of one',
    surprise: 'a double of the ingress controller to rel-my-app:8080/TCP',
    change: (spec) =>
      withIngress(spec, (rule) => ({
        ...rule,
        from:
          rule.from?.map((peer) =>
            peer.namespaceSelector ? { ...peer, namespaceSelector: {} } : peer,
          ) ?? [],
      })),
  },
  {
    what: 'callers on every port',
    surprise: 'the ingress controller to rel-my-app:9090/TCP',
    change: (spec) => withIngress(spec, ({ ports: _, ...rule }) => rule),
  },
  {
    what: 'UDP for TCP',
    surprise: 'the ingress controller to rel-my-app:8080/TCP',
    change: (spec) =>
      withIngress(spec, (rule) => ({
        ...rule,
        ports: rule.ports?.map((port) => ({ ...port, protocol: 'UDP' })) ?? [],
      })),
  },
  {
    what: 'a selector that selects nothing',
    surprise: 'a stranger in acme to rel-my-app:8080/TCP',
    change: (spec) => ({ ...spec, podSelector: { matchLabels: { nobody: 'has-this' } } }),
  },
  {
    what: 'calls in alone',
    surprise: 'rel-my-app to the metadata of the cloud:80/TCP',
    change: (spec) => ({ ...spec, policyTypes: ['Ingress'] }),
  },
  {
    what: 'the internet without its exceptions',
    surprise: 'rel-my-app to the metadata of the cloud:443/TCP',
    change: (spec) =>
      withEgress(spec, (rule) => ({
        ...rule,
        to:
          rule.to?.map((peer) =>
            peer.ipBlock ? { ipBlock: { cidr: peer.ipBlock.cidr } } : peer,
          ) ?? [],
      })),
  },
  {
    what: 'the test pod not let in',
    surprise: 'rel-my-app-test-connection to rel-my-app:8080/TCP',
    change: (spec) => ({ ...spec, ingress: spec.ingress?.slice(1) ?? [] }),
  },
  {
    what: 'the test pod not let out',
    surprise: 'rel-my-app-test-connection to rel-my-app:9090/TCP',
    of: 'rel-my-app-test-connection',
    change: (spec) => ({ ...spec, egress: spec.egress?.filter(isDns) ?? [] }),
  },
  {
    what: 'the test pod open to all',
    surprise: 'the ingress controller to rel-my-app-test-connection:8080/TCP',
    of: 'rel-my-app-test-connection',
    change: (spec) => ({ ...spec, ingress: [{}] }),
  },
];

describe("whoever breaks the default chart's policies is found out", () => {
  it.for(mutations)('$what', async ({ surprise, of = 'rel-my-app', change }, context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    const render = await productionOf(helm4.path);
    const broken = render.objects.map((object) =>
      object.kind === 'NetworkPolicy' && object.metadata.name === of
        ? { ...object, spec: change(object.spec as Spec, render.objects) }
        : object,
    );
    expect(surprisesIn(render)).toEqual([]);
    expect(surprisesIn({ ...render, objects: broken })).toContain(surprise);
  });

  it('a Service that leads to another port of the pod', async (context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    const render = await productionOf(helm4.path);
    const text = JSON.stringify(render.objects).replaceAll(
      '"targetPort":"http"',
      '"targetPort":"metrics"',
    );
    expect(surprisesIn({ ...render, objects: JSON.parse(text) })).toContain(
      'the ingress controller to rel-my-app:9090/TCP',
    );
  });
});

let production: Promise<Render[]> | undefined;

async function productionOf(helm: string): Promise<Render> {
  production ??= rendersOf('first-web', helm);
  const found = (await production).find(({ environment }) => environment?.kind === 'production');
  if (!found) throw new Error('the default chart has no production');
  return found;
}

function surprisesIn(render: Render): string[] {
  return answered(questionsOf(render), render.objects)
    .filter(({ isAsExpected }) => !isAsExpected)
    .map(({ title }) => title);
}

function withIngress(spec: Spec, change: (rule: Rule) => Rule): Spec {
  return { ...spec, ingress: (spec.ingress ?? []).map(change) };
}

function withEgress(spec: Spec, change: (rule: Rule) => Rule): Spec {
  return { ...spec, egress: (spec.egress ?? []).map(change) };
}

function withPorts(spec: Spec, change: (port: number) => number): Spec {
  return withIngress(spec, (rule) => ({
    ...rule,
    ports: rule.ports?.map((one) => ({ ...one, port: change(Number(one.port)) })) ?? [],
  }));
}

function servicePort(objects: readonly KubeObject[], podPort: number): number {
  return routesIn(objects).find((route) => route.podPort === podPort)?.port ?? podPort;
}

function isDns({ ports = [] }: Rule): boolean {
  return ports.some(({ port }) => port === 53);
}
