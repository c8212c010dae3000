import { BlockList, isIPv6 } from 'node:net';
import { selects } from '../../generators/core/kubernetes/objects.ts';
import type { NetworkPolicy, PolicyPeer, PolicyPort } from './network-policy.ts';
import { type Call, isPod, type Party, type Pod, type World } from './world.ts';

type Direction = 'Ingress' | 'Egress';

/** Whether a call comes through, and which policy says so: both sides have to agree. */
export interface Verdict {
  allowed: boolean;
  /** What each side says, the caller's first. */
  why: string;
}

/**
 * Who may open a connection, by the words of networking.k8s.io/v1: a pod that no policy selects for
 * a direction is open in it; of those that do, one rule is enough. Answers come back by themselves.
 * An ipBlock is held against the addresses of pods too, as most network plugins do.
 */
export function verdictOn(world: World, call: Call): Verdict {
  const { from, to } = call;
  if (from === to) return { allowed: true, why: `${from.name} calls itself` };
  const sides = [sideOf(world, 'Egress', from, to, call), sideOf(world, 'Ingress', to, from, call)];
  return {
    allowed: sides.every(({ allowed }) => allowed),
    why: sides.map(({ why }) => why).join('; '),
  };
}

function sideOf(world: World, direction: Direction, own: Party, other: Party, call: Call): Verdict {
  const title = `${direction.toLowerCase()} of ${own.name}`;
  if (!isPod(own)) return { allowed: true, why: `${title}: no pod, no policy` };
  const isolating = world.policies.filter(
    (policy) =>
      policy.metadata.namespace === own.namespace &&
      typesOf(policy).includes(direction) &&
      selects(policy.spec.podSelector, own.labels),
  );
  if (isolating.length === 0) return { allowed: true, why: `${title}: no policy selects it` };
  for (const policy of isolating) {
    const rule = rulesOf(policy, direction).findIndex(
      ({ peers, ports }) =>
        admitsPeer(world, policy, peers, other) && admitsPort(ports, call, call.to),
    );
    const name = policy.metadata.name;
    const list = direction.toLowerCase();
    if (rule >= 0) return { allowed: true, why: `${title}: by ${name}, ${list}[${rule}]` };
  }
  const names = isolating.map(({ metadata }) => metadata.name).join(', ');
  return { allowed: false, why: `${title}: refused, no rule of ${names} admits it` };
}

/** Without policyTypes a policy is about calls in, and about calls out where it has rules for them. */
function typesOf({ spec }: NetworkPolicy): readonly Direction[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) return spec.policyTypes;
  return spec.egress && spec.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

interface PolicyRule {
  peers: readonly PolicyPeer[];
  ports: readonly PolicyPort[];
}

function rulesOf({ spec }: NetworkPolicy, direction: Direction): PolicyRule[] {
  return direction === 'Ingress'
    ? (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ peers: to, ports }));
}

/** A rule that names no peers admits all. */
function admitsPeer(
  world: World,
  policy: NetworkPolicy,
  peers: readonly PolicyPeer[],
  party: Party,
): boolean {
  return peers.length === 0 || peers.some((peer) => isPeer(world, policy, peer, party));
}

function isPeer(
  world: World,
  policy: NetworkPolicy,
  { ipBlock, namespaceSelector, podSelector }: PolicyPeer,
  party: Party,
): boolean {
  if (ipBlock) {
    if (namespaceSelector || podSelector) throw refused(policy, 'an ipBlock beside a selector');
    const { cidr, except = [] } = ipBlock;
    return isWithin(party.ip, [cidr]) && !isWithin(party.ip, except);
  }
  if (!namespaceSelector && !podSelector) throw refused(policy, 'a peer without a selector');
  if (!isPod(party)) return false;
  const isInNamespace = namespaceSelector
    ? selects(namespaceSelector, namespaceLabels(world, party))
    : party.namespace === policy.metadata.namespace;
  return isInNamespace && selects(podSelector, party.labels);
}

function namespaceLabels(world: World, { name, namespace }: Pod) {
  const labels = world.namespaces[namespace];
  if (!labels) throw new Error(`${name} is in the namespace ${namespace}, which does not exist`);
  return labels;
}

function isWithin(ip: string, ranges: readonly string[]): boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), familyOf(network));
  }
  return list.check(ip, familyOf(ip));
}

function familyOf(ip: string) {
  return isIPv6(ip) ? 'ipv6' : 'ipv4';
}

/** A rule that names no ports admits all; a name is one of the called pod's. */
function admitsPort(ports: readonly PolicyPort[], call: Call, to: Party): boolean {
  if (ports.length === 0) return true;
  return ports.some(({ port, endPort, protocol = 'TCP' }) => {
    if (protocol !== call.protocol) return false;
    if (port === undefined) return true;
    if (typeof port === 'string') return isNamed(port, call, to);
    return port <= call.port && call.port <= (endPort ?? port);
  });
}

function isNamed(name: string, { port, protocol }: Call, to: Party): boolean {
  return (
    isPod(to) &&
    to.ports.some(
      (own) =>
        own.name === name && own.containerPort === port && (own.protocol ?? 'TCP') === protocol,
    )
  );
}

function refused({ metadata }: NetworkPolicy, what: string): Error {
  return new Error(`the API server refuses NetworkPolicy ${metadata.name}: ${what}`);
}
