import type { KubeObject } from '../kubernetes/objects.ts';
import { readObjects } from '../kubernetes/read-objects.ts';
import type { ImmutableChange, SourcedObject } from './change.ts';
import { immutableChanges } from './changes.ts';

export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/**
 * The same of two texts that `helm template` wrote for one namespace. Throws where one of them
 * cannot be read.
 */
export function changesBetweenRenders(
  before: string,
  after: string,
  namespace: string,
): ImmutableChange[] {
  const [was, is] = [documents(before), documents(after)];
  const [known, next] = [new Set(was), new Set(is)];
  // Most documents are the same to the letter, and only the siblings of others have to be read.
  const changed = [
    ...was.filter((text) => !next.has(text)),
    ...is.filter((text) => !known.has(text)),
  ];
  const sources = new Set(changed.map(sourceOf));
  const read = (texts: string[]) =>
    texts
      .filter((text) => sources.has(sourceOf(text)))
      .flatMap((text) => objectsIn(text, namespace));
  return immutableChanges(read(was), read(is));
}

function documents(text: string): string[] {
  return text.split(/^---[ \t]*\r?\n/m).filter((part) => part.trim() !== '');
}

/** Helm writes above each from where it comes: `# Source: my-app/templates/service.yaml`. */
function sourceOf(text: string): string {
  return /^# Source: [^/\r\n]+\/(.+?)\r?$/m.exec(text)?.[1] ?? '';
}

function objectsIn(text: string, namespace: string): SourcedObject[] {
  const source = sourceOf(text);
  const { objects, faults } = readObjects(text);
  if (faults[0] !== undefined)
    throw new UnreadableError(`what ${source} renders cannot be read: ${faults[0]}`);
  return objects.map((object) => ({ source, object: placed(object, namespace) }));
}

/** What names no namespace lies in that of the release, as though it said so. */
function placed(object: KubeObject, namespace: string): KubeObject {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, namespace: metadata?.namespace || namespace } };
}
