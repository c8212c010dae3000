import { writeFileSync } from 'node:fs';
import { parseAll } from '../../generators/core/answers/parse.ts';
import { presetFor } from '../../generators/core/answers/presets.ts';
import { profiles } from '../../generators/core/answers/profiles.ts';
import { answerKeys, answerSchema } from '../../generators/core/answers/schema.ts';
import { metaOf, schemaMaps } from '../../generators/core/answers/walk.ts';

/** What the schema says to a run that was given nothing, worked out once and for all. */
export function buildDefaults(into: string): void {
  const cases = profiles.flatMap((profile) =>
    [true, false].map((hasImage) => {
      const preset = presetFor(profile, hasImage);
      const answers = { ...parseAll(preset), profile };
      return [`${profile}${hasImage ? '' : '-sample'}`, { preset, answers }] as const;
    }),
  );
  const hints = Object.fromEntries(
    answerKeys.map((key) => [key, metaOf(answerSchema(key)).description ?? '']),
  );
  const text = [
    '// Made by scripts/build from the schema of the answers; not for editing.',
    `import type { Defaults } from '../generators/core/answers/settle.ts';`,
    `export const defaults = ${JSON.stringify(Object.fromEntries(cases))} as unknown as Record<string, Defaults>;`,
    `export const hints: Record<string, string> = ${JSON.stringify(hints)};`,
    `export const maps: readonly string[] = ${JSON.stringify(schemaMaps())};`,
    '',
  ].join('\n');
  writeFileSync(into, text);
}
