import { parseAllDocuments } from 'yaml';
import { isMap } from '../data/maps.ts';
import { parsedDocument, type TextFault } from '../data/parsed.ts';
import type { KubeObject } from './objects.ts';

export interface ReadObjects {
  objects: KubeObject[];
  /** Those that come from charts/, each with the name of its chart there. */
  subcharts: ReadonlyMap<KubeObject, string>;
  faults: string[];
}

/** The objects in a text that Helm rendered, and what of it cannot be read. */
export function readObjects(text: string): ReadObjects {
  const objects: KubeObject[] = [];
  const subcharts = new Map<KubeObject, string>();
  const faults: string[] = [];
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    const parsed = parsedDocument(document);
    if ('fault' in parsed) {
      faults.push(faultText(parsed.fault));
      continue;
    }
    const [from, to] = document.range;
    const subchart = subchartOf(text.slice(from, to));
    for (const object of unpacked(parsed.data)) {
      objects.push(object);
      if (subchart !== undefined) subcharts.set(object, subchart);
    }
  }
  return { objects, subcharts, faults };
}

/** Helm writes above each from where it comes: `# Source: my-app/charts/redis/templates/a.yaml`. */
function subchartOf(document: string): string | undefined {
  return /^# Source: (?:[^/\n]+\/charts\/([^/\n]+)\/)?/m.exec(document)?.[1];
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
