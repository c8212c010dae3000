import { asMap } from '../data/maps.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { type FieldRule, refused } from './change.ts';
import { isSame } from './same.ts';

const parts = ['data', 'binaryData'] as const;

/** ConfigMaps and Secrets that say `immutable: true`. What is in them is nobody's to show. */
export const sealed: FieldRule = {
  kinds: ['ConfigMap', 'Secret'],
  find(before, after) {
    if (before.immutable !== true) return [];
    const safely =
      'Put a version or a hash of the content in its name, so that each content is an object of its own.';
    const opened =
      after.immutable === true
        ? []
        : [{ field: 'immutable', from: 'true', to: String(after.immutable ?? 'nothing') }];
    return [...opened, ...parts.flatMap((part) => changedPart(part, before, after))].map(
      (found) => ({ ...found, breaks: refused, safely }),
    );
  },
};

function changedPart(part: (typeof parts)[number], before: KubeObject, after: KubeObject) {
  const [was, is] = [contentOf(before, part), contentOf(after, part)];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => !isSame(was[key], is[key]))
    .toSorted();
  if (keys.length === 0) return [];
  const has = (side: object) => keys.filter((key) => Object.hasOwn(side, key));
  const from = has(was).join(', ') || 'nothing';
  const to = has(is).map((key) => (Object.hasOwn(was, key) ? `${key} (other content)` : key));
  return [{ field: part, from, to: to.join(', ') || 'nothing' }];
}

/** The API server writes what a Secret says as text into its data. */
function contentOf(object: KubeObject, part: (typeof parts)[number]) {
  const texts = part === 'data' && object.kind === 'Secret' ? asMap(object.stringData) : {};
  const encoded = Object.entries(texts).map(([key, text]) => [key, base64(String(text))]);
  return { ...asMap(object[part]), ...Object.fromEntries(encoded) };
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
