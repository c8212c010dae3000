import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { isMap as isDataMap } from '../data/maps.ts';
import { yamlMap } from '../data/parsed.ts';
import { resolved, type Schema, schemaOf } from './schema.ts';

type Data = Readonly<Record<string, unknown>>;

/** A value that is still set though the chart has it no more. */
export interface LeftOver {
  file: string;
  line: number;
  /** Such as autoscaling.maxReplicas. */
  key: string;
}

/** A file as it lies there, and as it is going to be. */
export interface ValuesText {
  now: string;
  next: string;
}

/**
 * Where files will still set values that a chart had before and has no more: the schema would
 * refuse them at the next install. `before` and `after` are its values.yaml, as rendered, and the
 * schema is the one of `after`.
 */
export function leftOvers(
  { before, after, schema }: { before: string; after: string; schema: string },
  files: ReadonlyMap<string, ValuesText>,
): LeftOver[] {
  const missing = goneFrom(yamlMap(before), yamlMap(after), []);
  if (missing.length === 0) return [];
  // A reader of YAML takes many times as long for it.
  const known = JSON.parse(schema) as Schema;
  const gone = missing.filter((path) => isRefused(path, known));
  if (gone.length === 0) return [];
  return [...files].flatMap(([file, { now, next }]) => {
    const lineNow = linesOf(now);
    const lineNext = now === next ? lineNow : linesOf(next);
    return gone.flatMap((path) => {
      const later = lineNext(path);
      if (later === undefined) return [];
      return [{ file, line: lineNow(path) ?? later, key: path.join('.') }];
    });
  });
}

/** The uppermost keys that are not there any more. */
function goneFrom(before: Data, after: Data, at: readonly string[]): string[][] {
  return Object.entries(before).flatMap(([key, value]) => {
    if (!Object.hasOwn(after, key)) return [[...at, key]];
    const inner = after[key];
    return isDataMap(value) && isDataMap(inner) ? goneFrom(value, inner, [...at, key]) : [];
  });
}

/** Whether a schema has no place for a key: among labels, any name is as good as another. */
function isRefused(path: readonly string[], root: Schema): boolean {
  let given: Schema | boolean | undefined = root;
  for (const part of path) {
    if (typeof given !== 'object') return given === false;
    const here: Schema = resolved(root, given);
    given = schemaOf(here, part) ?? here.additionalProperties;
  }
  return given === false;
}

/** Says of a key in which line of a text it stands; reads the text when it is asked first. */
function linesOf(text: string): (path: readonly string[]) => number | undefined {
  const counter = new LineCounter();
  let document: Document.Parsed | undefined;
  return (path) => {
    document ??= parseDocument(text, { lineCounter: counter, logLevel: 'silent' });
    if (document.errors.length > 0) return undefined;
    let node: unknown = document.contents;
    let offset: number | undefined;
    for (const part of path) {
      if (!isMap(node)) return undefined;
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      if (!pair) return undefined;
      offset = (pair.key as Node).range?.[0];
      node = pair.value;
    }
    return offset === undefined ? undefined : counter.linePos(offset).line;
  };
}
