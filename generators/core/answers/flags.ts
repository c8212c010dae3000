import type * as z from 'zod';
import { type AnswerFlag, unknownFlag } from '../args.ts';
import type { Data, DataMap } from '../compose/tree.ts';
import { putAt } from '../compose/tree.ts';
import { isMap } from '../data/maps.ts';
import { options } from '../options.ts';
import type { Fault } from './fault.ts';
import { numberFromText, scalarFromText } from './notation.ts';
import {
  choicesOf,
  keysAt,
  type Leaf,
  metaOf,
  schemaAt,
  schemaLeaves,
  shapeOf,
  takesText,
} from './walk.ts';

/**
 * Flags and answers. A flag is the dotted path of an answer: a map's entry by its name, a list's by
 * its number. A feature's bare name, with or without `no-`, is its `enabled`.
 */
export function flagTakesValue(path: string[]): boolean {
  const schema = schemaAt(path);
  if (!schema) return false;
  const shape = shapeOf(schema);
  if (shape.kind === 'group') return takesText(schema);
  return shape.kind !== 'yes-no';
}

export function answersFromFlags(flags: readonly AnswerFlag[]): { said: DataMap; faults: Fault[] } {
  const said: DataMap = {};
  const faults: Fault[] = [];
  for (const given of flags) {
    const read = readFlag(given);
    if ('fault' in read) faults.push(read.fault);
    else if (!putAt(said, read.path, read.value)) {
      faults.push({ path: given.flag, message: 'clashes with another flag for the same answer' });
    }
  }
  return { said: listsFromNumbers(said) as DataMap, faults };
}

type Read = { path: string[]; value: Data } | { fault: Fault };

function readFlag({ flag, path, value, negated }: AnswerFlag): Read {
  const fault = (message: string): Read => ({ fault: { path: flag, message } });
  if (path.includes('__proto__')) return fault('is not a key that can be used');
  const schema = schemaAt(path);
  if (!schema) return { fault: unknownFlag(flag, flagsNear(path)) };
  const shape = shapeOf(schema);
  if (shape.kind === 'group' && takesText(schema)) {
    return value === undefined ? fault('needs a value') : { path, value };
  }
  if (shape.kind === 'group' && 'enabled' in shape.keys) {
    return readYesNo([...path, 'enabled'], value, negated, fault);
  }
  if (shape.kind === 'group' || shape.kind === 'map' || shape.kind === 'list') {
    const inner =
      shape.kind === 'group' ? Object.keys(shape.keys)[0] : shape.kind === 'map' ? '<name>' : '0';
    return fault(`is a ${shape.kind}; say which entry, as in ${flag}.${inner}=…`);
  }
  if (shape.kind === 'yes-no') return readYesNo(path, value, negated, fault);
  if (negated) return fault('is no yes/no answer; leave out the no-');
  if (value === undefined) return fault('needs a value');
  if (shape.kind === 'number') return { path, value: numberFromText(value) };
  if (shape.kind === 'any') return { path, value: scalarFromText(value) };
  return { path, value };
}

function readYesNo(
  path: string[],
  value: string | undefined,
  negated: boolean,
  fault: (m: string) => Read,
): Read {
  if (value === undefined || value === 'true') return { path, value: !negated };
  if (value === 'false') return { path, value: negated };
  return fault(`must be true or false, not "${value}"`);
}

/** What was put together by number becomes a list; gaps close. */
export function listsFromNumbers(data: Data, path: readonly string[] = []): Data {
  if (!isMap(data)) return data;
  const inner = Object.entries(data).map(([key, value]): [string, Data] => [
    key,
    listsFromNumbers(value, [...path, key]),
  ]);
  const schema = path.length > 0 ? schemaAt(path) : undefined;
  if (schema && shapeOf(schema).kind === 'list') {
    return inner.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  }
  return Object.fromEntries(inner);
}

function flagsNear(path: readonly string[]): string[] {
  let known = path.length;
  while (known > 0 && !schemaAt(path.slice(0, known))) known--;
  const base = path.slice(0, known);
  const near = keysAt(base).map((key) => `--${[...base, key].join('.')}`);
  return base.length === 0 ? [...near, ...options.map(({ name }) => `--${name}`)] : near;
}

/** The row of a leaf in help and in the reference. */
export interface FlagRow {
  flag: string;
  kind: string;
  preset: string;
  hint: string;
}

export function flagRows(defaults: Readonly<Record<string, unknown>>): FlagRow[] {
  return [...schemaLeaves()].map((leaf) => ({
    flag: `--${leaf.path.join('.')}`,
    kind: kindOf(leaf.schema),
    preset: presetOf(leaf, defaults),
    hint: leaf.meta.description ?? metaOf(leaf.schema).description ?? '',
  }));
}

function kindOf(schema: z.ZodType): string {
  const { kind } = shapeOf(schema);
  if (kind === 'choice') return choicesOf(schema).join(' | ');
  if (kind === 'yes-no') return 'yes/no';
  if (kind === 'number') return 'number';
  return kind === 'any' ? 'text, number, yes/no or list' : 'text';
}

function presetOf(leaf: Leaf, defaults: Readonly<Record<string, unknown>>): string {
  let value: unknown = defaults;
  for (const part of leaf.path) value = (value as Record<string, unknown> | undefined)?.[part];
  return value === undefined || value === '' ? '' : String(value);
}
