import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { verdictOn } from './evaluate.ts';
import type { NetworkPolicy, Protocol } from './network-policy.ts';
import { type Address, namespacesOf, type Party, type Pod } from './world.ts';

/** Cases of the documentation of NetworkPolicy, kubernetes.io/docs/concepts/services-networking. */
describe('a call', () => {
  it('comes through where no policy is', () => {
    expect(allowed([], stranger, db, 6379)).toBe(true);
    expect(allowed([], db, outside, 443)).toBe(true);
  });

  it('to oneself is never refused', () => {
    expect(
      allowed([policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }')], db, db, 1),
    ).toBe(true);
  });

  it('is refused, and the side that refuses is named', () => {
    const closed = policy('{ podSelector: {}, policyTypes: [Ingress] }');
    expect(verdictOn(worldWith([closed]), { ...call(frontend, db, 6379) })).toEqual({
      allowed: false,
      why: 'egress of frontend: no policy selects it; ingress of db: refused, no rule of tested admits it',
    });
  });

  it('is allowed, and the rule is named', () => {
    const open = policy('{ podSelector: {}, ingress: [{ ports: [{ port: 1 }] }, {}] }');
    expect(verdictOn(worldWith([open]), call(frontend, db, 6379)).why).toContain(
      'ingress of db: by tested, ingress[1]',
    );
  });
});

describe('the pods that a policy is for', () => {
  it('are all pods of its namespace, where the selector is empty or absent', () => {
    for (const spec of ['{ podSelector: {} }', '{}']) {
      expect(allowed([policy(spec)], stranger, db, 6379), spec).toBe(false);
      expect(allowed([policy(spec)], stranger, frontend, 80), spec).toBe(false);
    }
  });

  it('are no pods of other namespaces', () => {
    expect(allowed([policy('{ podSelector: {} }')], db, foreign, 80)).toBe(true);
  });

  it('are those with the labels, and with the expressions', () => {
    const spec =
      '{ podSelector: { matchExpressions: [{ key: role, operator: In, values: [db] }] } }';
    expect(allowed([policy(spec)], stranger, db, 6379)).toBe(false);
    expect(allowed([policy(spec)], stranger, frontend, 80)).toBe(true);
  });
});

describe('the types of a policy', () => {
  const egress = 'egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/24 } }] }]';

  it('are calls in alone, where it has no rules for calls out', () => {
    for (const more of ['', ', egress: []']) {
      const spec = `{ podSelector: {}, ingress: [{}]${more} }`;
      expect(allowed([policy(spec)], db, outside, 443), spec).toBe(true);
    }
  });

  it('are calls in and out, where it has such rules; calls in are then refused', () => {
    const spec = `{ podSelector: {}, ${egress} }`;
    expect(allowed([policy(spec)], db, outside, 443)).toBe(false);
    expect(allowed([policy(spec)], stranger, db, 6379)).toBe(false);
  });

  it('are those that it says: rules of another type mean nothing', () => {
    const spec = `{ podSelector: {}, policyTypes: [Ingress], ${egress} }`;
    expect(allowed([policy(spec)], db, outside, 443)).toBe(true);
    const out = '{ podSelector: {}, policyTypes: [Egress], ingress: [] }';
    expect(allowed([policy(out)], foreign, db, 6379)).toBe(true);
    expect(allowed([policy(out)], db, outside, 443)).toBe(false);
  });
});

describe('peers', () => {
  it('are all where a rule names none, and nobody where there is no rule', () => {
    expect(allowed([policy('{ podSelector: {}, ingress: [{}] }')], outside, db, 1)).toBe(true);
    expect(allowed([policy('{ podSelector: {}, ingress: [{ from: [] }] }')], outside, db, 1)).toBe(
      true,
    );
    expect(allowed([policy('{ podSelector: {}, ingress: [] }')], frontend, db, 1)).toBe(false);
  });

  it('by a podSelector alone are in the namespace of the policy', () => {
    const peer = '{ podSelector: { matchLabels: { role: frontend } } }';
    expect(ingressFrom(peer, frontend)).toBe(true);
    expect(ingressFrom(peer, stranger)).toBe(false);
    expect(ingressFrom(peer, foreign)).toBe(false);
    expect(ingressFrom('{ podSelector: {} }', stranger)).toBe(true);
    expect(ingressFrom('{ podSelector: {} }', foreign)).toBe(false);
  });

  it('by a namespaceSelector alone are all pods there', () => {
    const peer = '{ namespaceSelector: { matchLabels: { project: myproject } } }';
    expect(ingressFrom(peer, foreign)).toBe(true);
    expect(ingressFrom(peer, frontend)).toBe(false);
    expect(ingressFrom('{ namespaceSelector: {} }', foreign)).toBe(true);
    expect(ingressFrom('{ namespaceSelector: {} }', stranger)).toBe(true);
  });

  it('by both selectors in one entry meet both; in two entries one is enough', () => {
    const project = 'namespaceSelector: { matchLabels: { project: myproject } }';
    const client = 'podSelector: { matchLabels: { role: client } }';
    expect(ingressFrom(`{ ${project}, ${client} }`, foreign)).toBe(false);
    expect(
      ingressFrom(`{ ${project}, podSelector: { matchLabels: { role: frontend } } }`, foreign),
    ).toBe(true);
    expect(ingressFrom(`{ ${project} }, { ${client} }`, foreign)).toBe(true);
    expect(ingressFrom(`{ ${project} }, { ${client} }`, stranger)).toBe(false);
  });

  it('by selectors are never addresses outside', () => {
    expect(ingressFrom('{ namespaceSelector: {} }', outside)).toBe(false);
  });

  it('by an ipBlock are in its range and in none of its exceptions', () => {
    const peer = '{ ipBlock: { cidr: 172.17.0.0/16, except: [172.17.1.0/24] } }';
    expect(ingressFrom(peer, at('172.17.0.9'))).toBe(true);
    expect(ingressFrom(peer, at('172.17.1.9'))).toBe(false);
    expect(ingressFrom(peer, at('172.18.0.9'))).toBe(false);
    expect(ingressFrom('{ ipBlock: { cidr: 0.0.0.0/0 } }', stranger)).toBe(true);
    expect(ingressFrom('{ ipBlock: { cidr: 0.0.0.0/0 } }', at('2001:db8::1'))).toBe(false);
    expect(ingressFrom('{ ipBlock: { cidr: "2001:db8::/32" } }', at('2001:db8:1::1'))).toBe(true);
  });

  it('that the API server refuses are an error here', () => {
    expect(() => ingressFrom('{}', frontend)).toThrow('a peer without a selector');
    expect(() =>
      ingressFrom('{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }', frontend),
    ).toThrow('an ipBlock beside a selector');
  });
});

describe('ports', () => {
  it('are all where a rule names none', () => {
    expect(ingressAt('[]', 6379)).toBe(true);
    expect(ingressAt('[]', 53, 'UDP')).toBe(true);
  });

  it('are of TCP where no protocol is said', () => {
    expect(ingressAt('[{ port: 6379 }]', 6379)).toBe(true);
    expect(ingressAt('[{ port: 6379 }]', 6379, 'UDP')).toBe(false);
    expect(ingressAt('[{ port: 6379 }]', 6380)).toBe(false);
    expect(ingressAt('[{ port: 6379, protocol: SCTP }]', 6379, 'SCTP')).toBe(true);
  });

  it('are all of a protocol where no port is said', () => {
    expect(ingressAt('[{ protocol: UDP }]', 9999, 'UDP')).toBe(true);
    expect(ingressAt('[{ protocol: UDP }]', 9999)).toBe(false);
  });

  it('go up to endPort', () => {
    const ports = '[{ port: 32000, endPort: 32768 }]';
    expect([31999, 32000, 32768, 32769].map((port) => ingressAt(ports, port))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('by name are those of the called pod, with its protocol', () => {
    expect(ingressAt('[{ port: redis }]', 6379)).toBe(true);
    expect(ingressAt('[{ port: redis }]', 6380)).toBe(false);
    expect(ingressAt('[{ port: gossip, protocol: UDP }]', 7946, 'UDP')).toBe(true);
    expect(ingressAt('[{ port: gossip }]', 7946)).toBe(false);
    expect(ingressAt('[{ port: http }]', 80)).toBe(false);
    const out = policy(
      '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: web }] }] }',
    );
    expect(allowed([out], db, foreign, 80)).toBe(true);
    expect(allowed([out], db, outside, 80)).toBe(false);
  });
});

describe('several policies', () => {
  const closed = policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }');
  const toDb =
    '{ podSelector: { matchLabels: { role: db } }, policyTypes: [Ingress], ingress: [{}] }';
  const fromFrontend =
    '{ podSelector: { matchLabels: { role: frontend } }, policyTypes: [Egress], egress: [{}] }';

  it('add up: what one allows, no other takes away', () => {
    expect(allowed([closed, policy(toDb)], outside, db, 6379)).toBe(true);
  });

  it('decide each for its own side: both the caller and the called have to agree', () => {
    expect(allowed([closed, policy(toDb)], frontend, db, 6379)).toBe(false);
    expect(allowed([closed, policy(fromFrontend)], frontend, db, 6379)).toBe(false);
    expect(allowed([closed, policy(toDb), policy(fromFrontend)], frontend, db, 6379)).toBe(true);
  });

  it('need no rule for the way back: who may be called need not call', () => {
    const both = [closed, policy(toDb), policy(fromFrontend)];
    expect(allowed(both, db, frontend, 80)).toBe(false);
  });
});

const db = pod('db', 'default', '10.1.0.1', { role: 'db' }, [
  { name: 'redis', containerPort: 6379 },
  { name: 'gossip', containerPort: 7946, protocol: 'UDP' },
]);
const frontend = pod('frontend', 'default', '10.1.0.2', { role: 'frontend' });
const stranger = pod('stranger', 'default', '10.1.0.3', { role: 'other' });
const foreign = pod('foreign', 'myproject', '10.1.0.4', { role: 'frontend' }, [
  { name: 'web', containerPort: 80 },
]);
const outside = at('198.51.100.7');

function pod(
  name: string,
  namespace: string,
  ip: string,
  labels: Pod['labels'],
  ports: Pod['ports'] = [],
): Pod {
  return { name, namespace, ip, labels, ports };
}

function at(ip: string): Address {
  return { name: ip, ip };
}

function policy(spec: string): NetworkPolicy {
  const metadata = { name: 'tested', namespace: 'default' };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: parse(spec) as NetworkPolicy['spec'],
  };
}

function worldWith(policies: NetworkPolicy[]) {
  const namespaces = namespacesOf(['default', 'myproject'], {
    myproject: { project: 'myproject' },
  });
  return { namespaces, policies };
}

function call(from: Party, to: Party, port: number, protocol: Protocol = 'TCP') {
  return { from, to, port, protocol };
}

function allowed(policies: NetworkPolicy[], from: Party, to: Party, port: number): boolean {
  return verdictOn(worldWith(policies), call(from, to, port)).allowed;
}

/** To db, by the first example of the documentation with these peers. */
function ingressFrom(peers: string, from: Party): boolean {
  return allowed([policy(`{ podSelector: {}, ingress: [{ from: [${peers}] }] }`)], from, db, 6379);
}

function ingressAt(ports: string, port: number, protocol: Protocol = 'TCP'): boolean {
  const policies = [policy(`{ podSelector: {}, ingress: [{ ports: ${ports} }] }`)];
  return verdictOn(worldWith(policies), call(frontend, db, port, protocol)).allowed;
}
