import type { Labels } from '../kubernetes/objects.ts';
import { selects } from '../kubernetes/objects.ts';
import type { PodPort } from './backends.ts';
import type { Kind, PolicyPeer, PolicyPort, PolicySpec } from './kinds.ts';
import { ofKind } from './kinds.ts';
import type { Rendered } from './rule.ts';
import type { Pods } from './walk.ts';
import { podsOf, sameNamespace } from './walk.ts';

type Direction = 'Ingress' | 'Egress';

/** The policies that these pods live under, in one direction or at all. */
export function policiesOf(
  rendered: Rendered,
  { object, labels }: Pods,
  direction?: Direction,
): Kind<'NetworkPolicy'>[] {
  return ofKind(rendered, 'NetworkPolicy').filter(
    (policy) =>
      sameNamespace(rendered, policy, object) &&
      selects(policy.spec.podSelector, labels) &&
      (direction === undefined || directionsOf(policy.spec).includes(direction)),
  );
}

export function podsUnder(rendered: Rendered, policy: Kind<'NetworkPolicy'>): Pods[] {
  return podsOf(rendered).filter(
    ({ object, labels }) =>
      sameNamespace(rendered, policy, object) && selects(policy.spec.podSelector, labels),
  );
}

/** Without policyTypes a policy is about ingress, and about egress if it has egress rules. */
function directionsOf({ policyTypes, egress }: PolicySpec): readonly string[] {
  return policyTypes ?? (egress ? ['Ingress', 'Egress'] : ['Ingress']);
}

export function coversPort(ports: readonly PolicyPort[] | undefined, wanted: PodPort): boolean {
  if (!ports || ports.length === 0) return true;
  return ports.some(({ port, endPort, protocol = 'TCP' }) => {
    if (protocol !== wanted.protocol) return false;
    if (port === undefined || port === wanted.name) return true;
    return typeof port === 'number' && endPort !== undefined
      ? port <= wanted.containerPort && wanted.containerPort <= endPort
      : port === wanted.containerPort;
  });
}

/** Whether a peer may mean somebody outside of the policy's own namespace. */
export function reachesOtherNamespaces({ namespaceSelector, ipBlock }: PolicyPeer): boolean {
  return namespaceSelector !== undefined || ipBlock !== undefined;
}

/** Whether a peer means pods with these labels in the policy's own namespace. */
export function meansNeighbours(peer: PolicyPeer, labels: Labels): boolean {
  return (
    peer.podSelector !== undefined &&
    peer.namespaceSelector === undefined &&
    selects(peer.podSelector, labels)
  );
}

/** Whether the pods' policies let such a caller in at a port; without a policy everybody may. */
export function admits(
  rendered: Rendered,
  pods: Pods,
  port: PodPort,
  isCaller: (peer: PolicyPeer) => boolean,
): boolean {
  const policies = policiesOf(rendered, pods, 'Ingress');
  return (
    policies.length === 0 ||
    policies.some(({ spec }) =>
      (spec.ingress ?? []).some(
        ({ from, ports }) => coversPort(ports, port) && (!from?.length || from.some(isCaller)),
      ),
    )
  );
}
