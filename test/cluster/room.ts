import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { stringify } from 'yaml';
import { type Kube, kubeAt, type Stored } from './kube.ts';

export const kube: Kube = kubeAt(inject('access'));

/** A namespace as a careful platform team makes it: restricted, with a quota and bounds. */
export interface Room {
  namespace: string;
  /** Objects of the namespace, by paths such as apis/apps/v1 and deployments. */
  list(api: string, plural: string): Promise<Stored[]>;
  remove(): Promise<void>;
}

export async function makeRoom(): Promise<Room> {
  const namespace = `t-${randomUUID().slice(0, 8)}`;
  await kube.apply(
    [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: namespace,
          labels: {
            'pod-security.kubernetes.io/enforce': 'restricted',
            'pod-security.kubernetes.io/warn': 'restricted',
          },
        },
      },
      // A pod that does not say what it needs is refused here.
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'quota', namespace },
        spec: {
          hard: {
            'requests.cpu': '64',
            'requests.memory': '128Gi',
            'requests.ephemeral-storage': '256Gi',
            'limits.memory': '256Gi',
            'limits.ephemeral-storage': '256Gi',
            pods: '100',
          },
        },
      },
      // Bounds of whole pods, since those of containers would fill in what is missing.
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'bounds', namespace },
        spec: {
          limits: [
            {
              type: 'Pod',
              min: { cpu: '1m', memory: '1Mi' },
              max: { memory: '32Gi', 'ephemeral-storage': '32Gi' },
            },
          ],
        },
      },
    ]
      .map((object) => stringify(object))
      .join('---\n'),
  );
  // The account that every pod may run as is made a moment later.
  await eventually(async () =>
    (await kube.get(`/api/v1/namespaces/${namespace}/serviceaccounts/default`))
      ? []
      : ['no account'],
  );
  return {
    namespace,
    list: (api, plural) => kube.list(`/${api}/namespaces/${namespace}/${plural}`),
    remove: () => kube.remove(`/api/v1/namespaces/${namespace}`),
  };
}

/** Asks what is wrong until it is nothing; after half a minute says what still is. */
export async function eventually(faults: () => Promise<readonly string[]>): Promise<void> {
  let last: readonly string[] = [];
  for (let tries = 0; tries < 300; tries += 1) {
    last = await faults();
    if (last.length === 0) return;
    await sleep(100);
  }
  throw new Error(`still so after half a minute: ${last.join('; ')}`);
}

export function untilBound(look: () => Promise<Stored | undefined>): Promise<void> {
  return eventually(async () => {
    const claim = await look();
    return claim?.status?.phase === 'Bound' ? [] : [`the claim is ${claim?.status?.phase}`];
  });
}
