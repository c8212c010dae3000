import type { Data, DataMap } from '../../../generators/core/compose/tree.ts';
import { defaultOf, type OwnValue } from './own-value.ts';

type Refusal = readonly [what: string, wrong: Data];

/** Unit tests of the chart's own values: each bound refuses, and each variable arrives. */
export function testsOf(own: Readonly<Record<string, OwnValue>>): DataMap[] {
  return Object.entries(own).flatMap(([key, value]) => [
    ...refusals(value).map(([what, wrong]) => ({
      it: `refuses ${what} as ${key}`,
      template: 'NOTES.txt',
      set: { [`app.${key}`]: wrong },
      asserts: [{ failedTemplate: { errorPattern: key } }],
    })),
    ...(value.env === '' ? [] : [arrives(key, value)]),
  ]);
}

function refusals(value: OwnValue): Refusal[] {
  const { type, choices, min, max } = value;
  switch (type) {
    case 'number':
      return [
        ['a text', 'seven'],
        ...when(min !== undefined, [`less than ${min}`, Number(min) - 1]),
        ...when(max !== undefined, [`more than ${max}`, Number(max) + 1]),
      ];
    case 'yes/no':
      return [['a text', 'maybe']];
    case 'choice':
      return [['what is no choice', `${choices.join('')}?`]];
    case 'list':
      return [['a text', 'one'], ...listRefusals(value)];
    default:
      return [['a number', 7], ...textRefusals(value)];
  }
}

function textRefusals({ pattern, min = 0, max = Infinity }: OwnValue): Refusal[] {
  const wrong = misfit(pattern);
  return [
    ...when(wrong !== undefined, ['a text of another form', String(wrong)]),
    ...when(min > 0, [`fewer than ${min} characters`, 'a'.repeat(Math.max(0, min - 1))]),
    ...(max <= 2000 ? when(true, [`more than ${max} characters`, 'a'.repeat(max + 1)]) : []),
  ];
}

function listRefusals(value: OwnValue): Refusal[] {
  const { pattern, min = 0, max = Infinity, unique } = value;
  const given = defaultOf(value) as Data[];
  const wrong = misfit(pattern);
  const several = (count: number) => Array.from({ length: count }, (_, i) => given[i] ?? `e${i}`);
  return [
    ...when(wrong !== undefined, ['an entry of another form', [String(wrong)]]),
    ...when(min > 0, [`fewer than ${min} entries`, several(Math.max(0, min - 1))]),
    ...(max <= 100 ? when(true, [`more than ${max} entries`, several(max + 1)]) : []),
    ...when(unique, ['an entry twice', [given[0] ?? 'a', given[0] ?? 'a']]),
  ];
}

function when(applies: boolean, refusal: Refusal): Refusal[] {
  return applies ? [refusal] : [];
}

/** A text that the pattern does not take, if there is a plain one. */
function misfit(pattern: string): string | undefined {
  if (pattern === '') return undefined;
  const tried = ['not of this form!', '-', '0', 'A', 'a', '', '/', '.', 'a b', '#'];
  return tried.find((text) => !new RegExp(pattern).test(text));
}

function arrives(key: string, value: OwnValue): DataMap {
  return {
    it: `hands ${key} to the app as ${value.env}`,
    template: 'deployment.yaml',
    asserts: [
      {
        contains: {
          path: 'spec.template.spec.containers[0].env',
          content: { name: value.env, value: textOf(defaultOf(value)) },
        },
      },
    ],
  };
}

function textOf(value: Data): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
