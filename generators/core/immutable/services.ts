import { asMap } from '../data/maps.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { type FieldChange, type FieldRule, kubectl, refused } from './change.ts';

/** A Service that becomes an ExternalName, or was one, has no address to keep. */
export const services: FieldRule = {
  kinds: ['Service'],
  find(before, after) {
    const [was, is] = [asMap(before.spec), asMap(after.spec)];
    if (was.type === 'ExternalName' || is.type === 'ExternalName') return [];
    return [addressKind, loadBalancerClass, ipFamily, healthCheckPort]
      .map((find) => find(was, is))
      .filter((found) => found !== undefined)
      .map((found) => ({ ...found, safely: safelyFor(after) }));
  },
};

type Spec = Readonly<Record<string, unknown>>;
type Found = Omit<FieldChange, 'safely'> | undefined;

/** Where nothing is asked for, an address that is there stays; and so does None. */
function addressKind(was: Spec, is: Spec): Found {
  const [from, to] = [addressIn(was), addressIn(is)];
  if (from === to || (to === '' && from !== 'None')) return undefined;
  const staysHeadless = to === '' && (is.type ?? 'ClusterIP') === 'ClusterIP';
  return {
    field: 'spec.clusterIP',
    from: addressText(from),
    to: addressText(to),
    breaks: staysHeadless
      ? 'The API server keeps None without a word: the Service stays headless, against what the chart says.'
      : refused,
  };
}

function addressIn({ clusterIP, clusterIPs }: Spec): string {
  return String(clusterIP ?? (Array.isArray(clusterIPs) ? clusterIPs[0] : undefined) ?? '');
}

function addressText(address: string): string {
  if (address === '') return 'an address that the cluster gives';
  return address === 'None' ? 'None (headless)' : address;
}

function loadBalancerClass(was: Spec, is: Spec): Found {
  if (was.type !== 'LoadBalancer' || is.type !== 'LoadBalancer') return undefined;
  const [from, to] = [was, is].map((spec) => String(spec.loadBalancerClass ?? '')) as [
    string,
    string,
  ];
  if (from === to) return undefined;
  const shown = (name: string) => name || "the cluster's own";
  return { field: 'spec.loadBalancerClass', from: shown(from), to: shown(to), breaks: refused };
}

/** The first family decides the address; a second one may come and go. */
function ipFamily(was: Spec, is: Spec): Found {
  const [from, to] = [was, is].map(({ ipFamilies }) =>
    Array.isArray(ipFamilies) ? String(ipFamilies[0]) : undefined,
  );
  if (from === undefined || to === undefined || from === to) return undefined;
  return { field: 'spec.ipFamilies', from, to, breaks: refused };
}

/** The cluster gives one where nobody asks for it, and keeps the one that is there. */
function healthCheckPort(was: Spec, is: Spec): Found {
  const hasOne = ({ type, externalTrafficPolicy }: Spec) =>
    type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
  const [from, to] = [was.healthCheckNodePort, is.healthCheckNodePort];
  if (!hasOne(was) || !hasOne(is) || to === undefined || String(from) === String(to)) {
    return undefined;
  }
  return {
    field: 'spec.healthCheckNodePort',
    from: String(from ?? 'a port that the cluster gives'),
    to: String(to),
    breaks: refused,
  };
}

function safelyFor(service: KubeObject): string {
  return `Add a Service of another name, move the callers, then take this one away. Or, with a gap until callers have looked its name up again: ${kubectl('delete', service)}, then helm upgrade at once.`;
}
