import type { Data, JsonSchema } from '../../../generators/core/compose/tree.ts';

export const ownTypes = ['text', 'number', 'yes/no', 'choice', 'list'] as const;

/** A value of the chart's own, as the answers declare it. */
export interface OwnValue {
  type: (typeof ownTypes)[number];
  description: string;
  default?: string | number | boolean | (string | number)[] | undefined;
  choices: string[];
  /** For a text, or for each entry of a list. */
  pattern: string;
  min?: number | undefined;
  max?: number | undefined;
  unique: boolean;
  /** The environment variable through which the app gets it. */
  env: string;
}

export function defaultOf(value: OwnValue): Data {
  if (value.default !== undefined) return value.default;
  switch (value.type) {
    case 'number':
      return value.min ?? 0;
    case 'yes/no':
      return false;
    case 'choice':
      return value.choices[0] ?? '';
    case 'list':
      return [];
    default:
      return '';
  }
}

export function schemaOf({ type, choices, pattern, min, max, unique }: OwnValue): JsonSchema {
  const given = (entries: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(entries).filter(([, v]) => v !== undefined && v !== '' && v !== false),
    );
  switch (type) {
    case 'number':
      return { type: 'number', ...given({ minimum: min, maximum: max }) };
    case 'yes/no':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: [...new Set(choices)] };
    case 'list':
      return {
        type: 'array',
        items: { type: 'string', ...given({ pattern }) },
        ...given({ minItems: min, maxItems: max, uniqueItems: unique }),
      };
    default:
      return { type: 'string', ...given({ pattern, minLength: min, maxLength: max }) };
  }
}
