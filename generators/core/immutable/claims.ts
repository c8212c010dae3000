import { amountIn } from '../compose/quantity.ts';
import { asMap } from '../data/maps.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { type FieldRule, refused } from './change.ts';
import { difference } from './difference.ts';
import { isSame } from './same.ts';

export const claims: FieldRule = {
  kinds: ['PersistentVolumeClaim'],
  find(before, after) {
    const [was, is] = [before, after].map(({ spec }) => comparableClaim(spec));
    const grows = storageOf(after) > storageOf(before);
    const isAllowed = isSame(fixedPart(was, grows), fixedPart(is, grows));
    if (isAllowed) return [];
    return [
      {
        field: 'spec',
        ...difference(before.spec, after.spec),
        breaks: refused,
        safely:
          'Add a claim of another name, copy the data, let the pods mount it, and take this one away with a later release.',
      },
    ];
  },
};

/** The spec of a claim with its defaults, so that the same amount in another unit is the same. */
export function comparableClaim(spec: unknown): Readonly<Record<string, unknown>> {
  const said = asMap(spec);
  const resources = asMap(said.resources);
  const requests = asMap(resources.requests);
  const storage = amountIn(requests.storage) ?? requests.storage;
  return {
    ...said,
    volumeMode: said.volumeMode ?? 'Filesystem',
    resources: { ...resources, requests: { ...requests, storage } },
  };
}

function storageOf({ spec }: KubeObject): number {
  const { resources } = asMap(spec);
  return amountIn(asMap(asMap(resources).requests).storage) ?? 0;
}

function fixedPart(spec: unknown, grows: boolean): unknown {
  const { volumeAttributesClassName, resources, ...rest } = asMap(spec);
  return grows ? rest : { ...rest, resources };
}
