import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { exemptionsOf } from '../../generators/core/rules/exemptions.ts';
import { findingsIn } from '../../generators/core/rules/run.ts';
import { edited, goodRelease } from './examples/example.ts';
import { web } from './examples/places.ts';

/** Whatever a chart renders, the rules say something of it and do not stumble. */
describe('the rules', () => {
  const { objects } = goodRelease();
  const kinds = [...new Map(objects.map((object) => [object.kind, object])).values()];

  it.each(kinds)('survive that any one thing is missing or empty in a $kind', (object) => {
    const stumbled: string[] = [];
    for (const keys of pathsIn(object)) {
      try {
        for (const isEmptied of [true, false]) {
          const less = without(object, keys, isEmptied);
          findingsIn({ release: 'rel', namespace: 'acme', objects: [...objects, less] });
        }
      } catch (error) {
        stumbled.push(`${keys.join('.')}: ${error}`);
      }
    }
    expect(stumbled).toEqual([]);
  });

  it('take an exemption for none where its reason could stand and does not', () => {
    const exempt = (annotations: Record<string, string>) => [
      ...exemptionsOf({ apiVersion: 'v1', kind: 'Pod', metadata: { annotations } }),
    ];
    expect(exempt({ 'checkov.io/skip1': 'CKV_K8S_43' })).toEqual([]);
    expect(exempt({ 'checkov.io/skip1': 'CKV_K8S_43=a tag' })).toEqual(['checkov/CKV_K8S_43']);
    expect(exempt({ 'ignore-check.kube-linter.io/latest-tag': ' ' })).toEqual([]);
    expect(exempt({ 'polaris.fairwinds.com/tagNotSpecified-exempt': 'yes' })).toEqual([]);
    expect(exempt({ 'kube-score/ignore': 'a,b' })).toEqual(['kube-score/a', 'kube-score/b']);
  });

  it('go on to speak under such an exemption', () => {
    const image = 'registry.example.com/acme/shop:1.2.0';
    const findings = findingsIn(
      edited([
        { object: web, path: 'spec.template.spec.containers[0].image', value: image },
        { object: web, path: 'metadata.annotations["checkov.io/skip1"]', value: 'CKV_K8S_43' },
      ]),
    );
    expect(findings.map(({ rule }) => rule).toSorted()).toEqual(['exemption-form', 'image-digest']);
  });
});

function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, below] of Object.entries(value)) {
    yield [...path, key];
    yield* pathsIn(below, [...path, key]);
  }
}

function without(object: KubeObject, keys: readonly string[], isEmptied: boolean): KubeObject {
  const copy = structuredClone(object);
  const parent = keys
    .slice(0, -1)
    .reduce<Record<string, unknown>>((here, key) => here[key] as Record<string, unknown>, copy);
  const last = keys.at(-1) ?? '';
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isEmptied) parent[last] = null;
  else delete parent[last];
  return copy;
}
