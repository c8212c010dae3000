import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import type { Render } from '../charts/renders.ts';
import {
  hostNamesOf,
  isTest,
  podsIn,
  type RenderedPod,
  type Route,
  routesIn,
} from '../ground/pods.ts';
import { verdictOn } from './evaluate.ts';
import { networkPoliciesIn, type Protocol } from './network-policy.ts';
import {
  calleesWished,
  callersWished,
  controllerOf,
  internet,
  type Port,
  podAt,
  type Wish,
} from './wishes.ts';
import { type Call, isPod, namespacesOf, type Party, type Pod } from './world.ts';

/** A call, and what the answers say shall become of it. */
export interface Question extends Call {
  expected: 'allowed' | 'refused';
}

export interface Answered {
  question: Question;
  /** As "the ingress controller to rel-my-app:8080/TCP". */
  title: string;
  isAsExpected: boolean;
  why: string;
}

/** Nobody listens here, and nobody is let in. */
const unknownPort: Port = { port: 12345, protocol: 'TCP' };
const elsewhere = 'elsewhere';
const strangeLabels = { 'app.kubernetes.io/name': 'stranger' };

const metadataAddress = { name: 'the metadata of the cloud', ip: '169.254.169.254' };
const insideAddresses = [
  metadataAddress,
  { name: 'the API server', ip: '10.96.0.1' },
  { name: 'an address of the company', ip: '192.168.7.7' },
];

/** All that is asked of a render: by everybody whom the answers name, by lookalikes, by strangers. */
export function questionsOf(render: Render): Question[] {
  const pods = podsIn(render.objects);
  const app = partyOf(mainPodOf(pods));
  const tests = pods.filter(isTest).map(partyOf);
  return [
    ...callsIn(render, app),
    ...callsThroughIngress(render, app),
    ...callsOut(render, app),
    ...tests.flatMap((test) => callsOfTest(render, test, app)),
  ];
}

/** Answers the questions with the policies among these objects, which may have been tampered with. */
export function answered(
  questions: readonly Question[],
  objects: readonly KubeObject[],
): Answered[] {
  const homes = questions.flatMap(({ from, to }) => [from, to].filter(isPod));
  const world = {
    policies: networkPoliciesIn(objects),
    namespaces: namespacesOf(new Set(homes.map(({ namespace }) => namespace))),
  };
  return questions.map((question) => {
    const { from, to, port, protocol, expected } = question;
    const { allowed, why } = verdictOn(world, question);
    return {
      question,
      title: `${from.name} to ${to.name}:${port}/${protocol}`,
      isAsExpected: allowed === (expected === 'allowed'),
      why,
    };
  });
}

/** Every caller on every port of the app, and on one that it has not. */
function callsIn(render: Render, app: Pod): Question[] {
  const wishes = callersWished(render);
  const own = app.ports.map(({ containerPort, protocol }) => ({
    port: containerPort,
    protocol: (protocol ?? 'TCP') as Protocol,
  }));
  const ports = distinct([...own, ...wishes.flatMap((wish) => wish.ports), unknownPort]);
  return castOf(wishes, render.namespace, [internet]).flatMap((from) =>
    ports.map((port) => ({ from, to: app, ...port, expected: expectedOf(wishes, from, port) })),
  );
}

/** The ingress controller goes to pods, by the way that the Ingress and its Service show it. */
function callsThroughIngress(render: Render, app: Pod): Question[] {
  const { example } = controllerOf(render.chart, render.environment);
  return backendsIn(render.objects).map(({ name, port }) => {
    const isMeant = (route: Route) => port.name === route.portName || port.number === route.port;
    const route = routesIn(render.objects).find(
      (one) => one.service.metadata.name === name && isMeant(one),
    );
    if (!route) throw new Error(`the Ingress names ${name}, which leads to no pod`);
    return { from: example, to: app, ...portBehind(route), expected: 'allowed' };
  });
}

interface Backend {
  name: string;
  port: { name?: string; number?: number };
}

function backendsIn(objects: readonly KubeObject[]): Backend[] {
  type Rules = { rules?: { http?: { paths: { backend: { service: Backend } }[] } }[] };
  return objects
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap(({ spec }) => (spec as Rules).rules ?? [])
    .flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend.service));
}

/** The app to every callee, on each port that any callee has, and on some that are often open. */
function callsOut(render: Render, app: Pod): Question[] {
  const wishes = calleesWished(render);
  const often = [80, 443, 5432].map((port) => ({ port, protocol: 'TCP' as const }));
  const ports = distinct([...wishes.flatMap((wish) => wish.ports), ...often, unknownPort]);
  return castOf(wishes, render.namespace, [internet, ...insideAddresses]).flatMap((to) =>
    ports.map((port) => ({ from: app, to, ...port, expected: expectedOf(wishes, to, port) })),
  );
}

/** The test pod reaches what its URLs name and the names themselves; it is reached by nobody. */
function callsOfTest(render: Render, test: Pod, app: Pod): Question[] {
  const asked = urlsOf(render, test).map(
    (url): Question => ({
      from: test,
      to: app,
      ...podPortBehind(render, url),
      expected: 'allowed',
    }),
  );
  const dns = calleesWished(render).filter(({ ports }) => ports.every(({ port }) => port === 53));
  const named = dns.flatMap(({ example, ports }) =>
    ports.map((port): Question => ({ from: test, to: example, ...port, expected: 'allowed' })),
  );
  const stranger = podAt('a stranger beside it', render.namespace, strangeLabels);
  const https: Port = { port: 443, protocol: 'TCP' };
  const outOfReach = [stranger, internet, ...insideAddresses].map(
    (to): Question => ({ from: test, to, ...https, expected: 'refused' }),
  );
  const callers = castOf(callersWished(render), render.namespace, [internet]);
  const intruders = [app, ...callers].flatMap((from) =>
    [8080, 443].map(
      (port): Question => ({ from, to: test, port, protocol: 'TCP', expected: 'refused' }),
    ),
  );
  return [...asked, ...named, ...outOfReach, ...intruders];
}

/** The URLs among the words of a pod's containers. */
export function urlsOf({ objects }: Pick<Render, 'objects'>, { name }: Pod): URL[] {
  const pod = podsIn(objects).find(({ owner }) => owner.metadata.name === name);
  const words = pod?.spec.containers.flatMap(({ command = [], args = [] }) => [
    ...command,
    ...args,
  ]);
  return (words ?? []).filter((word) => /^https?:\/\//.test(word)).map((word) => new URL(word));
}

/** Through the Service that a URL names, to the port that the pod listens on. */
function podPortBehind({ objects }: Render, url: URL): Port {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const route = routesIn(objects).find(
    (one) => one.port === port && hostNamesOf(one.service).includes(url.hostname),
  );
  if (!route) throw new Error(`${url.href} leads to no pod`);
  return portBehind(route);
}

function portBehind({ podPort, protocol }: Route): Port {
  return { port: podPort, protocol: protocol as Protocol };
}

/** Those whom the answers mean, their doubles in a wrong namespace, and strangers everywhere. */
function castOf(wishes: readonly Wish[], own: string, addresses: readonly Party[]): Party[] {
  const examples = wishes.map(({ example }) => example);
  const pods = examples.filter(isPod);
  const doubles = pods.map(({ name, labels }) => podAt(`a double of ${name}`, elsewhere, labels));
  const homes = new Set([own, elsewhere, ...pods.map(({ namespace }) => namespace)]);
  const strangers = [...homes].map((home) => podAt(`a stranger in ${home}`, home, strangeLabels));
  return [...new Set([...examples, ...doubles, ...strangers, ...addresses])];
}

function expectedOf(wishes: readonly Wish[], party: Party, wanted: Port): Question['expected'] {
  const isWished = wishes.some(
    (wish) => wish.means(party) && wish.ports.some((port) => isSame(port, wanted)),
  );
  return isWished ? 'allowed' : 'refused';
}

function distinct(ports: readonly Port[]): Port[] {
  return ports.filter((port, i) => ports.findIndex((other) => isSame(port, other)) === i);
}

function isSame(a: Port, b: Port): boolean {
  return a.port === b.port && a.protocol === b.protocol;
}

function mainPodOf(pods: readonly RenderedPod[]): RenderedPod {
  const main = pods.find(({ owner }) => owner.kind === 'Deployment');
  if (!main) throw new Error('there is no Deployment');
  return main;
}

function partyOf({ owner, namespace, labels, ports }: RenderedPod): Pod {
  return { name: owner.metadata.name ?? '', namespace, labels, ports, ip: '10.244.1.1' };
}
