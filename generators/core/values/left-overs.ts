import { isMap, isScalar, LineCounter, type Node, parse, parseDocument } from 'yaml';
import { type Data, type DataMap, isMap as isDataMap } from '../compose/tree.ts';

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
  then: string;
}

/**
 * Where files will still set values that a chart had before and has no more: the schema would
 * refuse them at the next install. `before` and `after` are its values.yaml, as rendered.
 */
export function leftOvers(
  before: string,
  after: string,
  files: ReadonlyMap<string, ValuesText>,
): LeftOver[] {
  const gone = goneFrom(dataOf(before), dataOf(after), []);
  if (gone.length === 0) return [];
  return [...files].flatMap(([file, { now, then }]) =>
    gone.flatMap((path) => {
      const later = lineOf(then, path);
      if (later === undefined) return [];
      return [{ file, line: lineOf(now, path) ?? later, key: path.join('.') }];
    }),
  );
}

/** The uppermost keys that are not there any more. */
function goneFrom(before: DataMap, after: DataMap, at: readonly string[]): string[][] {
  return Object.entries(before).flatMap(([key, value]) => {
    if (!Object.hasOwn(after, key)) return [[...at, key]];
    const inner = after[key];
    return isDataMap(value) && isDataMap(inner) ? goneFrom(value, inner, [...at, key]) : [];
  });
}

function dataOf(text: string): DataMap {
  try {
    const data = parse(text, { logLevel: 'silent' }) as Data | null;
    return data !== null && isDataMap(data) ? data : {};
  } catch {
    return {};
  }
}

function lineOf(text: string, path: readonly string[]): number | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'silent' });
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
}
