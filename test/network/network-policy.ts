import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import type { Kind } from '../../generators/core/rules/kinds.ts';

export type { PolicyPeer, PolicyPort } from '../../generators/core/rules/kinds.ts';

export type NetworkPolicy = Kind<'NetworkPolicy'>;

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

export function networkPoliciesIn(objects: readonly KubeObject[]): NetworkPolicy[] {
  return objects.filter(({ kind }) => kind === 'NetworkPolicy') as NetworkPolicy[];
}
