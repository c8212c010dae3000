import type { KubeObject } from '../../kubernetes/objects.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn, podsOf } from '../walk.ts';

export default defineRule({
  id: 'unique-entries',
  rows: ['H3'],
  title: 'Lists that server-side apply takes for maps name nothing twice',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      yield* twice(object, at('env'), container.env, ({ name }) => name);
      yield* twice(object, at('volumeMounts'), container.volumeMounts, (one) => one.mountPath);
    }
    for (const { object, spec, at } of podsOf(rendered)) {
      yield* twice(object, at('spec.volumes'), spec.volumes, ({ name }) => String(name));
    }
    for (const object of ofKind(rendered, 'Service')) {
      const key = ({ port, protocol = 'TCP' }: { port: number; protocol?: string }) =>
        `${port}/${protocol}`;
      yield* twice(object, 'spec.ports', object.spec.ports, key);
    }
  },
});

function* twice<T>(
  object: KubeObject,
  path: string,
  items: readonly T[] | undefined,
  keyOf: (item: T) => string,
) {
  const seen = new Set<string>();
  for (const [i, item] of (items ?? []).entries()) {
    const key = keyOf(item);
    if (seen.has(key)) {
      yield fault(
        object,
        `${path}[${i}]`,
        `${key} stands in the list twice, and server-side apply refuses the object`,
        'Gather the entries in a map, and render that once.',
      );
    }
    seen.add(key);
  }
}
