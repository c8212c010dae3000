import { isMap, isScalar, type Pair, parseDocument } from 'yaml';
import type { Snapshot } from './reconcile.ts';

/** A thing of the chart that gets another name and keeps what was made of it. */
export interface Renaming {
  /** The map of the answers, then the key there and what it becomes. */
  answer: readonly [map: string, from: string, to: string];
  /** Files that go by its name. */
  files: ReadonlyMap<string, string>;
}

/** A key of a map in a text of YAML under another name; all else stays to the byte. */
export function withKeyRenamed(text: string, [map, from, to]: Renaming['answer']): string {
  const entries: unknown = parseDocument(text).get(map, true);
  if (!isMap(entries)) return text;
  const pair = entries.items.find(({ key }: Pair) => isScalar(key) && String(key.value) === from);
  const range = isScalar(pair?.key) ? pair.key.range : undefined;
  return range ? `${text.slice(0, range[0])}${to}${text.slice(range[1])}` : text;
}

/** What is kept by path, as if the files had had their new names already. */
export function withFilesRenamed<T>(
  entries: ReadonlyMap<string, T>,
  files: Renaming['files'],
): Map<string, T> {
  return new Map([...entries].map(([path, entry]) => [files.get(path) ?? path, entry]));
}

/** New names at which something lies already. */
export function takenNames(disk: Snapshot, files: Renaming['files']): string[] {
  return [...files].filter(([from, to]) => disk.has(from) && disk.has(to)).map(([, to]) => to);
}
