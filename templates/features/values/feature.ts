import * as rule from '../../../generators/core/answers/rules.ts';
import type { Chart } from '../../../generators/core/chart.ts';
import { unitTests } from '../../../generators/core/compose/environment-suite.ts';
import { branch, leaf } from '../../../generators/core/compose/tree.ts';
import { defineFeature, type Fields } from '../../../generators/core/feature.ts';
import { testsOf } from './own-tests.ts';
import { defaultOf, type OwnValue, ownTypes, schemaOf } from './own-value.ts';

const ownValue = ({
  checked,
  choice,
  entry,
  list,
  needed,
  perhapsAny,
  perhapsNumber,
  text,
  yesNo,
}: Fields) =>
  checked(
    entry({
      type: choice('Kind of the value.', ownTypes, 'text'),
      description: needed('What it does; stands above it in values.yaml.', rule.singleLine),
      default: perhapsAny({
        hint: 'Default; by default the emptiest that its bounds allow.',
        example: 'a',
      }),
      choices: list(
        'What a choice may be.',
        needed({ hint: 'One of them.', example: 'a' }, rule.singleLine),
      ),
      pattern: text(
        {
          hint: 'Regular expression for a text, or for each entry of a list.',
          example: '^[a-z]+$',
        },
        rule.regularExpression,
      ),
      min: perhapsNumber('Least number, shortest text or fewest entries.'),
      max: perhapsNumber('Greatest number, longest text or most entries.'),
      unique: yesNo('No entry of the list may be there twice.', false),
      env: text(
        { hint: 'Environment variable through which the app gets it.', example: 'AGENT_NAME' },
        rule.environmentVariable,
      ),
    }),
    'default',
    defaultFault,
  );

export default defineFeature({
  id: 'values',
  title: 'Values of its own',
  group: 'configuration',
  answers: (fields) =>
    fields.map(
      "Values of the chart's own, by name; they stand under app in values.yaml.",
      rule.valueKey,
      ownValue(fields),
    ),
  isActive: (own) => Object.keys(own).length > 0,
  facts: (chart, own) => ({
    includes: { notes: 'values.notes' },
    env: Object.fromEntries(
      Object.entries(own).flatMap(([key, value]) =>
        value.env === '' ? [] : [[value.env, asText(chart, key, value)]],
      ),
    ),
  }),
  values: (_, own) => ({
    app: branch(
      'Values of the app itself.',
      Object.fromEntries(
        Object.entries(own).map(([key, value]) => [
          key,
          leaf(defaultOf(value), value.description, schemaOf(value)),
        ]),
      ),
      { schema: { required: Object.keys(own) } },
    ),
  }),
  check: (chart, own) => {
    const taken = new Set(Object.keys(chart.answers.env));
    return Object.entries(own).flatMap(([key, { env }]) => {
      if (env === '') return [];
      const isTaken = taken.has(env);
      taken.add(env);
      return isTaken ? [{ path: `values.${key}.env`, message: `${env} is set twice` }] : [];
    });
  },
  blocks: (_, own) => ({ tests: unitTests(testsOf(own)) }),
});

/** A number goes through the chart's own helper: to Helm a million is 1e+06. */
function asText(chart: Chart, key: string, { type }: OwnValue): string {
  if (type === 'list') return `{{ join "," .Values.app.${key} }}`;
  if (type === 'number') return `{{ include "${chart.name}.text" .Values.app.${key} }}`;
  return `{{ .Values.app.${key} }}`;
}

/** A default that the emitted schema would refuse is refused here, where it can be mended. */
function defaultFault(value: OwnValue): string | undefined {
  const { type, choices, pattern, min, max, unique } = value;
  if (type === 'choice' && choices.length === 0) return 'a choice needs choices';
  if (
    (type === 'text' || type === 'list') &&
    [min, max].some((n) => n !== undefined && !isCount(n))
  ) {
    return 'min and max of a text or list are whole numbers from 0 on';
  }
  const chosen = defaultOf(value);
  const outside = (size: number) =>
    (min !== undefined && size < min) || (max !== undefined && size > max);
  const bounds = `from ${min ?? 'anything'} to ${max ?? 'anything'}`;
  if (pattern !== '' && rule.regularExpression(pattern)) return undefined;
  const misses = (entry: unknown) => pattern !== '' && !new RegExp(pattern).test(String(entry));
  switch (type) {
    case 'number':
      if (typeof chosen !== 'number') return 'must be a number';
      return outside(chosen) ? `must be ${bounds}` : undefined;
    case 'yes/no':
      return typeof chosen === 'boolean' ? undefined : 'must be true or false';
    case 'choice':
      return typeof chosen === 'string' && choices.includes(chosen)
        ? undefined
        : `must be one of the texts ${choices.join(', ')}`;
    case 'list':
      if (!Array.isArray(chosen) || chosen.some((item) => typeof item !== 'string'))
        return 'must be a list of texts';
      if (outside(chosen.length)) return `must have ${bounds} entries`;
      if (unique && new Set(chosen).size < chosen.length) return 'must not name an entry twice';
      return chosen.some(misses) ? `each entry must match ${pattern}` : undefined;
    default:
      if (typeof chosen !== 'string') return 'must be a text';
      if (outside([...chosen].length)) return `must have ${bounds} characters`;
      return misses(chosen) ? `must match ${pattern}` : undefined;
  }
}

function isCount(bound: number): boolean {
  return Number.isSafeInteger(bound) && bound >= 0;
}
