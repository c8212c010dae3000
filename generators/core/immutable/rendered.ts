import { readObjects } from '../kubernetes/read-objects.ts';
import type { ImmutableChange, SourcedObject } from './change.ts';
import { immutableChanges } from './changes.ts';

export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** The same of two texts that `helm template` wrote. Throws where one of them cannot be read. */
export function changesBetweenRenders(before: string, after: string): ImmutableChange[] {
  const [was, is] = [documents(before), documents(after)];
  const [known, next] = [new Set(was), new Set(is)];
  // Most documents are the same to the letter, and nobody has to read those.
  return immutableChanges(
    was.filter((text) => !next.has(text)).flatMap(objectsIn),
    is.filter((text) => !known.has(text)).flatMap(objectsIn),
  );
}

function documents(text: string): string[] {
  return text.split(/^---[ \t]*\r?\n/m).filter((part) => part.trim() !== '');
}

/** Helm writes above each from where it comes: `# Source: my-app/templates/service.yaml`. */
function objectsIn(text: string): SourcedObject[] {
  const source = /^# Source: [^/\r\n]+\/(.+?)\r?$/m.exec(text)?.[1] ?? '';
  const { objects, faults } = readObjects(text);
  if (faults[0] !== undefined)
    throw new UnreadableError(`what ${source} renders cannot be read: ${faults[0]}`);
  return objects.map((object) => ({ source, object }));
}
