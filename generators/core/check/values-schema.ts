import { isMap } from '../data/maps.ts';
import { dataOf, schemaFile } from '../rules/files.ts';
import { type ChartFiles, type FileFault, fileFault } from '../rules/rule.ts';
import type { Finding } from '../rules/run.ts';
import { resolved, type Schema } from '../values/schema.ts';

/**
 * Values that no schema guards, and schemas that guard no value. What the schema refuses is told
 * by Helm, which holds the values of each environment against it.
 */
export function valuesAgainstSchema(files: ChartFiles): Finding[] {
  if (!files.has(schemaFile) || !files.has('values.yaml')) return [];
  const root = dataOf(files, schemaFile) as Schema;
  const { dependencies = [] } = dataOf(files, 'Chart.yaml') as {
    dependencies?: readonly { name?: string; alias?: string }[];
  };
  // Helm itself hands these down, and subcharts have schemas of their own.
  const others = dependencies.map(({ name, alias }) => alias ?? name);
  const exempt = new Set(['global', 'tags', 'enabled', ...others]);
  return [...differences(root, root, dataOf(files, 'values.yaml'), '')]
    .filter(({ path }) => !exempt.has(path.split('.')[0]))
    .map(({ file, ...said }) => ({ rule: 'values-and-schema', object: file, ...said }));
}

function* differences(
  root: Schema,
  given: Schema,
  values: unknown,
  at: string,
): Generator<FileFault> {
  const schema = resolved(root, given);
  if (!schema.properties || !isMap(values)) return;
  const isOpen = schema.additionalProperties === undefined || schema.additionalProperties === true;
  const pathOf = (key: string) => (at === '' ? key : `${at}.${key}`);
  for (const key of Object.keys(values)) {
    const known = schema.properties[key];
    if (known) yield* differences(root, known, values[key], pathOf(key));
    else if (isOpen && schema.patternProperties === undefined) yield unguarded(pathOf(key));
  }
  // A schema taken by reference is shared, and says more than each value needs.
  if (given.$ref !== undefined) return;
  for (const key of Object.keys(schema.properties)) {
    if (values[key] === undefined) yield unsaid(pathOf(key));
  }
}

function unguarded(path: string): FileFault {
  return fileFault(
    'values.yaml',
    path,
    `${schemaFile} does not know this value, so any mistake in it is taken`,
    'Add its property to the schema, or take the value away.',
  );
}

function unsaid(path: string): FileFault {
  return fileFault(
    schemaFile,
    path,
    'values.yaml does not have this value, so nobody learns of it',
    'Add it to values.yaml with its default, or take the property away.',
  );
}
