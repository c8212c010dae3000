import * as z from 'zod';
import { answerKeys, answerSchema } from './schema.ts';

/** Reads the schema of the answers: what kinds of value there are, and where. */
export type Shape =
  | { kind: 'text' | 'number' | 'yes-no' | 'choice' }
  | { kind: 'list'; item: z.ZodType }
  | { kind: 'map'; value: z.ZodType }
  | { kind: 'group'; keys: Readonly<Record<string, z.ZodType>> }
  | { kind: 'any' };

interface AnyDef {
  type: string;
  innerType?: z.ZodType;
  out?: z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  entries?: Record<string, string>;
  values?: unknown[];
}

const definition = (schema: z.ZodType) => schema._zod.def as unknown as AnyDef;

/** The schema without its defaults and wrappers. */
export function core(schema: z.ZodType): z.ZodType {
  const def = definition(schema);
  if (def.innerType) return core(def.innerType);
  if (def.type === 'pipe' && def.out) return core(def.out);
  return schema;
}

export function shapeOf(schema: z.ZodType): Shape {
  const def = definition(core(schema));
  switch (def.type) {
    case 'string':
      return { kind: 'text' };
    case 'number':
      return { kind: 'number' };
    case 'literal':
      return { kind: typeof def.values?.[0] === 'number' ? 'number' : 'text' };
    case 'boolean':
      return { kind: 'yes-no' };
    case 'enum':
      return { kind: 'choice' };
    case 'array':
      return { kind: 'list', item: def.element as z.ZodType };
    case 'record':
      return { kind: 'map', value: def.valueType as z.ZodType };
    case 'object':
      return { kind: 'group', keys: def.shape as Record<string, z.ZodType> };
    default:
      return { kind: 'any' };
  }
}

export function choicesOf(schema: z.ZodType): string[] {
  return Object.values(definition(core(schema)).entries ?? {});
}

/** A group that a whole text may stand for, such as an image's reference. */
export function takesText(schema: z.ZodType): boolean {
  const def = definition(schema);
  if (def.innerType) return takesText(def.innerType);
  return def.type === 'pipe';
}

export interface Meta {
  description?: string;
  title?: string;
  first?: true | 'own image';
  topic?: string;
  example?: string | number | boolean;
}

export function metaOf(schema: z.ZodType): Meta {
  return (z.globalRegistry.get(schema) ?? {}) as Meta;
}

/** The keys that may stand at a place, for suggestions; none where names are free. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return answerKeys;
  const schema = schemaAt(path);
  const shape = schema && shapeOf(schema);
  return shape?.kind === 'group' ? Object.keys(shape.keys) : [];
}

export function schemaAt(path: readonly PropertyKey[]): z.ZodType | undefined {
  const [first, ...rest] = path.map(String);
  if (first === undefined || !answerKeys.includes(first)) return undefined;
  let schema: z.ZodType | undefined = answerSchema(first);
  for (const part of rest) {
    const shape: Shape | undefined = schema && shapeOf(schema);
    if (shape?.kind === 'group')
      schema = Object.hasOwn(shape.keys, part) ? shape.keys[part] : undefined;
    else if (shape?.kind === 'map') schema = shape.value;
    else if (shape?.kind === 'list' && /^\d+$/.test(part)) schema = shape.item;
    else return undefined;
  }
  return schema;
}

/** Where names are the user's own, as dotted paths with `*` for such a name. */
export function schemaMaps(): string[] {
  return answerKeys.flatMap((key) => mapsBelow(key, answerSchema(key)));
}

function mapsBelow(at: string, schema: z.ZodType): string[] {
  const shape = shapeOf(schema);
  if (shape.kind === 'map') return [at, ...mapsBelow(`${at}.*`, shape.value)];
  if (shape.kind !== 'group') return [];
  return Object.entries(shape.keys).flatMap(([key, inner]) => mapsBelow(`${at}.${key}`, inner));
}

export interface Leaf {
  /** With `<name>` for a map's key and `<n>` for a list's place. */
  path: string[];
  schema: z.ZodType;
  meta: Meta;
}

/** Every leaf of the schema: each is a flag, a row of the reference and a line of the answers. */
export function* schemaLeaves(): Generator<Leaf> {
  for (const key of answerKeys) yield* leavesBelow([key], answerSchema(key));
}

function* leavesBelow(path: string[], schema: z.ZodType, inherited?: Meta): Generator<Leaf> {
  const own = metaOf(schema);
  const meta = own.description ? own : (inherited ?? own);
  const shape = shapeOf(schema);
  if (shape.kind === 'group') {
    for (const [key, inner] of Object.entries(shape.keys))
      yield* leavesBelow([...path, key], inner);
  } else if (shape.kind === 'map') yield* leavesBelow([...path, '<name>'], shape.value, meta);
  else if (shape.kind === 'list') yield* leavesBelow([...path, '<n>'], shape.item, meta);
  else yield { path, schema, meta };
}
