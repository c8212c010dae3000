import { parseAllDocuments } from 'yaml';
import type { KubeObject } from './objects.ts';

/** The objects in a text that Helm rendered, and what of it cannot be read. */
export function readObjects(text: string): { objects: KubeObject[]; faults: string[] } {
  const objects: KubeObject[] = [];
  const faults: string[] = [];
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    const [error] = document.errors;
    if (error) faults.push(error.message.split('\n')[0] as string);
    else objects.push(...unpacked(document.toJS() as KubeObject | null));
  }
  return { objects, faults };
}

/** A List is no object of a cluster: what it holds is. */
function unpacked(object: KubeObject | null): KubeObject[] {
  if (typeof object !== 'object' || object === null) return [];
  const { items } = object;
  return object.kind === 'List' && Array.isArray(items) ? (items as KubeObject[]) : [object];
}
