import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { KubeObject } from '../../../generators/core/kubernetes/objects.ts';
import { nameOf } from '../../../generators/core/kubernetes/objects.ts';
import type { Rendered } from '../../../generators/core/rules/rule.ts';

/** A place in an object, and what stands there instead; without a value it is taken away. */
export interface Edit {
  object: string;
  path: string;
  value?: unknown;
}

/** Edits of the good release, and where the rule speaks then; nowhere in a good example. */
export interface Example {
  edits: readonly Edit[];
  finds?: { object: string; path: string };
}

/** By the ids of rules. */
export type Examples = Readonly<Record<string, readonly Example[]>>;

// Aliases are one object in memory, and an edit means one place: so the release is kept as JSON.
const goodObjects = JSON.stringify(
  parse(readFileSync(join(import.meta.dirname, 'good.yaml'), 'utf8'), { maxAliasCount: -1 }),
);

export function goodRelease(): Rendered & { objects: KubeObject[] } {
  return { release: 'rel', namespace: 'acme', objects: JSON.parse(goodObjects) };
}

export const edit = (object: string, path: string, value?: unknown): Edit => ({
  object,
  path,
  value,
});

/** One edit that its rule finds right there. */
export const bad = (object: string, path: string, value?: unknown): Example => ({
  edits: [edit(object, path, value)],
  finds: { object, path },
});

/** Edits that the rule finds somewhere else. */
export const badAt = (object: string, path: string, ...edits: Edit[]): Example => ({
  edits,
  finds: { object, path },
});

/** One more object, at which the rule speaks. */
export const badObject = (path: string, object: Partial<KubeObject>): Example => {
  const added = labelled(object);
  return { edits: [edit('', '', added)], finds: { object: nameOf(added), path } };
};

/** Edits after which every rule is still content. */
export const good = (...edits: Edit[]): Example => ({ edits });

export const goodObject = (object: Partial<KubeObject>): Example =>
  good(edit('', '', labelled(object)));

function labelled({ metadata, ...object }: Partial<KubeObject>): KubeObject {
  const labels = goodRelease().objects[0]?.metadata.labels ?? {};
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'rel-more', namespace: 'acme', labels, ...metadata },
    ...object,
  };
}

export function edited(edits: readonly Edit[]): Rendered {
  const release = goodRelease();
  for (const { object, path, value } of edits) {
    if (object === '') {
      release.objects.push(value as KubeObject);
      continue;
    }
    const target = release.objects.find((one) => nameOf(one) === object);
    if (!target) throw new Error(`the good release has no ${object}`);
    put(target, keysOf(path), value);
  }
  return release;
}

function put(target: object, keys: readonly string[], value: unknown): void {
  const last = keys.at(-1) ?? '';
  const parent = keys.slice(0, -1).reduce(
    (here, key) => {
      here[key] ??= {};
      return here[key] as Record<string, unknown>;
    },
    target as Record<string, unknown>,
  );
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
}

/** The keys of a path such as metadata.labels["helm.sh/chart"] or spec.ports[0].name. */
function keysOf(path: string): string[] {
  return [...path.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([\w-]+)/g)].map(
    ([, quoted, index, plain]) => quoted ?? index ?? plain ?? '',
  );
}
