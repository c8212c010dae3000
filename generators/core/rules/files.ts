import { type Parsed, parsedJson, parsedYaml } from '../data/parsed.ts';
import type { ChartFiles, FileFault } from './rule.ts';
import { fileFault } from './rule.ts';

type Data = Record<string, unknown>;

/** Many rules ask for the same few files. */
const read = new WeakMap<ChartFiles, Map<string, Parsed>>();

/** A file of the chart that is YAML or JSON, as data; empty where it is not there. */
export function dataOf(files: ChartFiles, path: string): Data {
  const parsed = parsedFile(files, path);
  if ('fault' in parsed) throw new Error(`${path} cannot be read: ${parsed.fault.message}`);
  return (parsed.data ?? {}) as Data;
}

export function parsedFile(files: ChartFiles, path: string): Parsed {
  const known = read.get(files) ?? new Map<string, Parsed>();
  read.set(files, known);
  const text = files.get(path) ?? '{}';
  const parsed = known.get(path) ?? (path.endsWith('.json') ? parsedJson : parsedYaml)(text);
  known.set(path, parsed);
  return parsed;
}

/** What stands at a path of data, such as image.tag. */
export function valueAt(data: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], data);
}

/** The files that Helm renders. */
export function templatesOf(files: ChartFiles): [path: string, text: string][] {
  return [...files].filter(([path]) => path.startsWith('templates/'));
}

/** Each line of a template that does what no template should, comments left out. */
export function* linesWith(
  files: ChartFiles,
  pattern: RegExp,
  message: (...match: string[]) => string,
  cure: string,
): Generator<FileFault> {
  for (const [file, text] of templatesOf(files)) {
    for (const [i, line] of withoutComments(text).split('\n').entries()) {
      const match = pattern.exec(line);
      if (match) yield fileFault(file, `line ${i + 1}`, message(...match), cure);
    }
  }
}

/** Lines keep their numbers. */
function withoutComments(text: string): string {
  return text.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, (comment) =>
    comment.replace(/[^\n]/g, ''),
  );
}

export interface SchemaPart {
  path: string;
  schema: Record<string, unknown>;
}

/** Every schema within values.schema.json, itself first. */
export function* schemasIn(files: ChartFiles): Generator<SchemaPart> {
  if (files.has(schemaFile)) yield* below(dataOf(files, schemaFile), '');
}

export const schemaFile = 'values.schema.json';

/** The keywords of draft-07 whose values are schemas, a list of them, or a map of them. */
const single = ['additionalProperties', 'items', 'not', 'if', 'then', 'else', 'propertyNames'];
const lists = ['anyOf', 'oneOf', 'allOf'];
const maps = ['properties', 'patternProperties', 'definitions', '$defs'];

function* below(schema: unknown, path: string): Generator<SchemaPart> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const here = schema as Record<string, unknown>;
  yield { path, schema: here };
  const at = (...parts: (string | number)[]) => [path, ...parts].filter((p) => p !== '').join('.');
  for (const key of single) yield* below(here[key], at(key));
  for (const key of lists) {
    for (const [i, item] of ((here[key] ?? []) as unknown[]).entries()) {
      yield* below(item, at(key, i));
    }
  }
  for (const key of maps) {
    for (const [name, item] of Object.entries((here[key] ?? {}) as object)) {
      yield* below(item, at(key, name));
    }
  }
}
