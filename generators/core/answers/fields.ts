import * as z from 'zod';
import type { Rule } from './rules.ts';

/**
 * The vocabulary in which answers are declared. Prompts, flags, the JSON schema, the reference and
 * the error messages are all read off what these functions build.
 */
export interface About {
  /** One line that advises; it stands in prompts, the reference and the answers file. */
  hint: string;
  /** Short name in prompts; by default the path. */
  title?: string;
  /** Asked in the first round, not only under "look at everything"; or only beside an own image. */
  first?: true | 'own image';
  /** Where it is asked, if elsewhere than the rest of its group. */
  topic?: 'What it needs';
  /** A value as people would write it, for the reference and for tests that set every leaf. */
  example?: string | number | boolean;
}

type Said = string | About;

function about(said: Said): { description: string } & Omit<About, 'hint'> {
  if (typeof said === 'string') return { description: said };
  const { hint, ...rest } = said;
  return { description: hint, ...rest };
}

function ruled(rule: Rule | undefined) {
  return z.string({ error: 'a text' }).superRefine((value, context) => {
    const fault = rule?.(value);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });
}

/** Empty means: not given; a text with a preset of its own is always given. */
export function text(said: Said, rule?: Rule, preset = '') {
  const fitting: Rule = (value) => {
    if (value !== '') return rule?.(value);
    return preset === '' ? undefined : 'must not be empty';
  };
  return ruled(fitting).default(preset).meta(about(said));
}

/** A text that must be there wherever its group is. */
export function needed(said: Said, rule?: Rule) {
  const filled: Rule = (value) => (value === '' ? 'must not be empty' : rule?.(value));
  return ruled(filled).meta(about(said));
}

export function integer(said: Said, from: number, to: number, preset: number) {
  return whole(from, to).default(preset).meta(about(said));
}

export function perhapsInteger(said: Said, from: number, to: number) {
  return whole(from, to).optional().meta(about(said));
}

function whole(from: number, to: number) {
  const allowed = `a whole number from ${from} to ${to}`;
  return z.int({ error: allowed }).min(from, allowed).max(to, allowed);
}

export function port(said: Said, preset: number) {
  return integer(said, 1, 65535, preset);
}

/** A port that must be there wherever its group is. */
export function neededPort(said: Said) {
  return whole(1, 65535).meta(about(said));
}

export function yesNo(said: Said, preset: boolean) {
  return z.boolean({ error: 'true or false' }).default(preset).meta(about(said));
}

export function perhapsYesNo(said: Said) {
  return z.boolean({ error: 'true or false' }).optional().meta(about(said));
}

export function choice<const T extends readonly [string, ...string[]]>(
  said: Said,
  of: T,
  preset: NoInfer<T[number]>,
) {
  return oneOf(of)
    .default(preset as never)
    .meta(about(said));
}

export function perhapsChoice<const T extends readonly [string, ...string[]]>(said: Said, of: T) {
  return oneOf(of).optional().meta(about(said));
}

function oneOf<const T extends readonly [string, ...string[]]>(of: T) {
  return z.enum(of, { error: `one of ${of.join(', ')}` });
}

export function list<T extends z.ZodType>(said: Said, item: T) {
  return z
    .array(item, { error: 'a list' })
    .max(1000, 'at most 1000 entries')
    .default([])
    .meta(about(said));
}

export function perhapsNumber(said: Said) {
  const most = 1e15;
  const allowed = `a number from -${most} to ${most}`;
  return z
    .number({ error: allowed })
    .min(-most, allowed)
    .max(most, allowed)
    .optional()
    .meta(about(said));
}

/** Where the kind of a value is itself an answer. */
export function perhapsAny(said: Said) {
  const one = z.union([z.string(), z.number()]);
  return z
    .union([z.string(), z.number(), z.boolean(), z.array(one)], {
      error: 'a text, a number, true or false, or a list of texts or numbers',
    })
    .optional()
    .meta(about(said));
}

/** A group with a fault that no key of it can tell alone; it is reported at the named key. */
export function checked<T extends z.ZodType>(
  schema: T,
  key: string,
  fault: (value: z.output<T>) => string | undefined,
) {
  return schema.superRefine((value, context) => {
    const message = fault(value);
    if (message) context.addIssue({ code: 'custom', path: [key], message });
  });
}

/** A map from names of the user's choice; the rule holds for the names. */
export function map<T extends z.ZodType>(said: Said, key: Rule, value: T) {
  return z
    .record(z.string(), value, { error: 'a map' })
    .superRefine((entries, context) => {
      for (const name of Object.keys(entries)) {
        const fault = key(name);
        if (fault)
          context.addIssue({ code: 'custom', path: [name], message: `the name must be: ${fault}` });
      }
    })
    .default({})
    .meta(about(said));
}

export function group<T extends z.core.$ZodLooseShape>(said: Said, shape: T) {
  return z
    .strictObject(shape, { error: objectError })
    .prefault({} as never)
    .meta(about(said));
}

/** An entry of a list or map of groups: it has no defaults as a whole. */
export function entry<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, { error: objectError });
}

const objectError = (issue: { code?: string }) =>
  issue.code === 'invalid_type' ? 'a map' : undefined;
