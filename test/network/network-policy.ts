import type { KubeObject, LabelSelector } from '../../generators/core/kubernetes/objects.ts';

/** A NetworkPolicy of networking.k8s.io/v1, in full. */
export interface NetworkPolicy extends KubeObject {
  spec: {
    podSelector?: LabelSelector;
    policyTypes?: readonly ('Ingress' | 'Egress')[];
    ingress?: readonly { from?: readonly PolicyPeer[]; ports?: readonly PolicyPort[] }[];
    egress?: readonly { to?: readonly PolicyPeer[]; ports?: readonly PolicyPort[] }[];
  };
}

export interface PolicyPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: { cidr: string; except?: readonly string[] };
}

export interface PolicyPort {
  port?: number | string;
  endPort?: number;
  protocol?: Protocol;
}

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

export function networkPoliciesIn(objects: readonly KubeObject[]): NetworkPolicy[] {
  return objects.filter(({ kind }) => kind === 'NetworkPolicy') as NetworkPolicy[];
}
