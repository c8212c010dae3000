import { parseAllDocuments } from 'yaml';
import { parsedDocument, type TextFault } from '../data/parsed.ts';
import type { KubeObject } from './objects.ts';

/** The objects in a text that Helm rendered, and what of it cannot be read. */
export function readObjects(text: string): { objects: KubeObject[]; faults: string[] } {
  const objects: KubeObject[] = [];
  const faults: string[] = [];
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    const parsed = parsedDocument(document);
    if ('data' in parsed) objects.push(...unpacked(parsed.data as KubeObject | null));
    else faults.push(faultText(parsed.fault));
  }
  return { objects, faults };
}

function faultText({ message, line }: TextFault): string {
  return line === undefined ? message : `line ${line}: ${message}`;
}

/** A List is no object of a cluster: what it holds is. */
function unpacked(object: KubeObject | null): KubeObject[] {
  if (typeof object !== 'object' || object === null) return [];
  const { items } = object;
  return object.kind === 'List' && Array.isArray(items) ? (items as KubeObject[]) : [object];
}
