import type { Data, DataMap } from '../compose/tree.ts';
import { mergeData } from '../compose/tree.ts';
import { isMap } from '../data/maps.ts';
import type { Fault } from './fault.ts';
import { type Profile, profiles } from './profiles.ts';
import { chartName } from './rules.ts';
import type { Answers } from './schema.ts';

/** Where answers come from, the weakest first. */
export interface Given {
  /** Guesses from the folder's files. */
  guessed?: DataMap;
  /** An answers file: its environments are all there are. */
  file?: DataMap;
  /** Flags and prompts. */
  said?: DataMap;
}

/** What the build worked out: the answers of a run that was given nothing but a name. */
export interface Defaults {
  preset: DataMap;
  answers: Readonly<Record<string, unknown>>;
}

export type Settled = { ok: true; answers: Answers } | { ok: false; faults: Fault[] };

/** Everything that was given, checked and completed. All faults at once. */
export async function settle(
  given: Given,
  defaultsFor: (profile: Profile, hasImage: boolean) => Defaults | Promise<Defaults>,
): Promise<Settled> {
  const layers = [given.guessed ?? {}, given.file ?? {}, given.said ?? {}];
  const hostile = layers.flatMap((layer) => hostileKeys(layer));
  if (hostile.length > 0) return { ok: false, faults: hostile };
  const wanted = layers.reduce(mergeData, {});

  const profile = profiles.find((known) => known === wanted.profile) ?? 'web';
  const defaults = await defaultsFor(profile, saysImage(wanted.image));
  const preset = { ...defaults.preset };
  if (given.file?.environments !== undefined) delete preset.environments;

  const { name, ...others } = wanted;
  const faults: Fault[] = [];
  const fault = typeof name === 'string' ? chartName(name) : 'a text is needed';
  if (fault) faults.push({ path: 'name', message: `${show(name)}: ${fault}` });

  const answers: Record<string, unknown> = { ...defaults.answers, name };
  if (Object.keys(others).length > 0 || given.file?.environments !== undefined) {
    const { parseAnswers } = await import('./parse.ts');
    const parsed = parseAnswers(preset, others);
    faults.push(...parsed.faults);
    Object.assign(answers, parsed.answers);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, answers: answers as Answers };
}

export function saysImage(image: Data | undefined): boolean {
  return image !== undefined && !(isMap(image) && image.repository === undefined);
}

/** A key that would reach an object's prototype is refused before anything is merged. */
function hostileKeys(value: unknown, at = ''): Fault[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = at === '' ? key : `${at}.${key}`;
    if (key === '__proto__') return [{ path, message: 'is not a key that can be used' }];
    return hostileKeys(inner, path);
  });
}

export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
