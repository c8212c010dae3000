import * as z from 'zod';
import { features } from '../features.ts';
import { coreAnswers } from './core-answers.ts';
import { environmentAnswers } from './environment-answers.ts';
import * as fields from './fields.ts';
import { dnsLabel } from './rules.ts';

/**
 * The one schema of the answers. It is kept apart by top-level key: what a run was not given comes
 * from the defaults that the build worked out, and its schema is never built.
 */
type CoreSchemas = typeof coreAnswers;
export type EnvironmentAnswers = z.output<z.ZodObject<ReturnType<typeof environmentAnswers>>> & {
  [feature: string]: unknown;
};
export type Answers = { [K in keyof CoreSchemas]: z.output<ReturnType<CoreSchemas[K]>> } & {
  environments: Record<string, EnvironmentAnswers>;
} & { [feature: string]: unknown };

const makers: Readonly<Record<string, () => z.ZodType>> = {
  ...coreAnswers,
  ...Object.fromEntries(features.map((feature) => [feature.id, () => feature.answers(fields)])),
  environments,
};

/** The top-level keys, in the order of the answers file. */
export const answerKeys: readonly string[] = Object.keys(makers);

const made = new Map<string, z.ZodType>();

export function answerSchema(key: string): z.ZodType {
  const known = made.get(key);
  if (known) return known;
  const schema = (makers[key] as () => z.ZodType)();
  made.set(key, schema);
  return schema;
}

export function wholeSchema() {
  return z.strictObject(Object.fromEntries(answerKeys.map((key) => [key, answerSchema(key)])));
}

function environments(): z.ZodType {
  const ofFeatures = features.flatMap((f) =>
    f.environment ? [[f.id, f.environment(fields)]] : [],
  );
  return fields.map(
    'The places where the chart is installed, by name; each gets an overlay.',
    dnsLabel,
    fields.entry({ ...environmentAnswers(), ...Object.fromEntries(ofFeatures) }),
  );
}
