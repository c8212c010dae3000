import type * as z from 'zod';
import { dotted } from '../args.ts';
import type { Data, DataMap } from '../compose/tree.ts';
import { mergeData } from '../compose/tree.ts';
import { isMap } from '../data/maps.ts';
import { type Fault, nearest } from './fault.ts';
import { answerKeys, answerSchema } from './schema.ts';
import { show } from './settle.ts';
import { keysAt } from './walk.ts';

export interface Parsed {
  answers: Record<string, unknown>;
  faults: Fault[];
}

/** The given groups through zod; what was not given is not looked at. */
export function parseAnswers(preset: DataMap, given: DataMap): Parsed {
  const answers: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [key, value] of Object.entries(given)) {
    if (!answerKeys.includes(key)) {
      faults.push(unknownKey([], key));
      continue;
    }
    const parsed = answerSchema(key).safeParse(withPreset(preset[key], value), {
      reportInput: true,
    });
    if (parsed.success) answers[key] = parsed.data;
    else faults.push(...parsed.error.issues.flatMap((issue) => faultsOf([key], issue)));
  }
  return { answers, faults };
}

/** Every answer through zod, as the build does it once to work out the defaults. */
export function parseAll(preset: DataMap): Record<string, unknown> {
  const parsed = parseAnswers(
    {},
    Object.fromEntries(
      answerKeys.filter((k) => k !== 'name').map((key) => [key, preset[key] as Data]),
    ),
  );
  if (parsed.faults.length > 0)
    throw new Error(parsed.faults.map((f) => `${f.path}: ${f.message}`).join('\n'));
  return parsed.answers;
}

function withPreset(preset: Data | undefined, value: Data): Data {
  return isMap(preset) && isMap(value) ? mergeData(preset, value) : value;
}

function faultsOf(at: readonly PropertyKey[], issue: z.core.$ZodIssue): Fault[] {
  const path = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code === 'custom') return [{ path: dotted(path), message: withInput(issue) }];
  return [{ path: dotted(path), message: `${show(issue.input)}: must be ${issue.message}` }];
}

function withInput(issue: z.core.$ZodIssue): string {
  return typeof issue.input === 'object' ? issue.message : `${show(issue.input)}: ${issue.message}`;
}

function unknownKey(at: readonly PropertyKey[], key: string): Fault {
  const known = keysAt(at);
  const near = nearest(key, known);
  const cure = near ? `did you mean ${dotted([...at, near])}?` : `known here: ${known.join(', ')}`;
  return { path: dotted([...at, key]), message: `unknown; ${cure}` };
}
