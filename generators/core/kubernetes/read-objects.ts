import { parseAllDocuments } from 'yaml';
import { isMap } from '../data/maps.ts';
import { parsedDocument, type TextFault } from '../data/parsed.ts';
import type { KubeObject } from './objects.ts';

/** The objects in a text that Helm rendered, and what of it cannot be read. */
export function readObjects(text: string): { objects: KubeObject[]; faults: string[] } {
  const objects: KubeObject[] = [];
  const faults: string[] = [];
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    const parsed = parsedDocument(document);
    if ('data' in parsed) objects.push(...unpacked(parsed.data));
    else faults.push(faultText(parsed.fault));
  }
  return { objects, faults };
}

function faultText({ message, line }: TextFault): string {
  return line === undefined ? message : `line ${line}: ${message}`;
}

/** A list is no object of a cluster: what it holds is. A ServiceList need not say that of what. */
function unpacked(data: unknown): KubeObject[] {
  if (!isMap(data)) return [];
  const { apiVersion, kind, items } = data;
  const ofKind = /^(.*)List$/.exec(String(kind))?.[1];
  if (ofKind === undefined || !Array.isArray(items)) return [withMetadata(data)];
  const known = ofKind === '' ? {} : { apiVersion, kind: ofKind };
  return items.filter(isMap).flatMap((item) => unpacked({ ...known, ...item }));
}

/** All who read objects count on there being some. */
function withMetadata(data: Readonly<Record<string, unknown>>): KubeObject {
  return { ...data, metadata: data.metadata ?? {} } as KubeObject;
}
