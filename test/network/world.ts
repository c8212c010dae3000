import type { ContainerPort, Labels } from '../../generators/core/kubernetes/objects.ts';
import type { NetworkPolicy, Protocol } from './network-policy.ts';

/** All that decides who may call whom. Nodes are left out: what they may do, no policy decides. */
export interface World {
  namespaces: Readonly<Record<string, Labels>>;
  policies: readonly NetworkPolicy[];
}

/** Somebody who calls or is called: a pod, or an address outside the cluster's pods. */
export type Party = Pod | Address;

export interface Address {
  name: string;
  ip: string;
}

export interface Pod extends Address {
  namespace: string;
  labels: Labels;
  /** Of all its containers. */
  ports: readonly ContainerPort[];
}

export interface Call {
  from: Party;
  to: Party;
  /** The number that the called pod listens on. */
  port: number;
  protocol: Protocol;
}

export function isPod(party: Party): party is Pod {
  return 'namespace' in party;
}

/** Namespaces as the API server labels them. */
export function namespacesOf(
  names: Iterable<string>,
  more: Readonly<Record<string, Labels>> = {},
): Record<string, Labels> {
  return Object.fromEntries(
    [...names].map((name) => [name, { ...more[name], 'kubernetes.io/metadata.name': name }]),
  );
}
