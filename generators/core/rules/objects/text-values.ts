import type { KubeObject } from '../../kubernetes/objects.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn, joined, podsOf } from '../walk.ts';

const cure = 'Pipe the value through quote; for a number through int64 first.';

export default defineRule({
  id: 'text-values',
  rows: ['9.2'],
  title: 'Environment, ConfigMap data and annotations hold text alone',
  *check(rendered) {
    for (const object of rendered.objects) {
      yield* notText(object, 'metadata.annotations', object.metadata.annotations);
      if (object.kind === 'ConfigMap') yield* notText(object, 'data', object.data);
    }
    for (const { object, annotations, at } of podsOf(rendered)) {
      if (object.kind !== 'Pod') yield* notText(object, at('metadata.annotations'), annotations);
    }
    for (const { object, container, at } of containersIn(rendered)) {
      for (const [i, { value }] of (container.env ?? []).entries()) {
        yield* notText(object, at(`env[${i}]`), { value });
      }
    }
  },
});

function* notText(object: KubeObject, path: string, map: unknown) {
  for (const [key, value] of Object.entries(map ?? {})) {
    if (value === undefined || value === null || typeof value === 'string') continue;
    yield fault(
      object,
      joined(path, key),
      `${JSON.stringify(value)} is a ${typeof value}, and the API server takes text alone`,
      cure,
    );
  }
}
