import { expect, it } from 'vitest';
import { answersOf, chartOf } from '../charts/scenarios.ts';
import { chartFilesOf } from '../rules/chart-files.ts';
import { chosenMutants } from './chosen.ts';
import { applied, type Edit } from './mutant.ts';
import { mutantsOf } from './mutants.ts';
import { codeRewrites } from './operators/code.ts';
import { constraintEditsOf } from './operators/constraints.ts';
import { defaultEditsOf } from './operators/defaults.ts';
import { removalsOf } from './operators/removals.ts';
import { rewritesOf } from './operators/rewrite.ts';
import { textRewrites } from './operators/text.ts';
import { linesOf } from './template-text.ts';

const results = (body: string, edits: Iterable<Edit>) =>
  [...edits].map((edit) => `${edit.kind}: ${applied(body, edit)}`);

const rewritten = (line: string) => {
  const [read] = linesOf(line);
  return read ? results(line, rewritesOf(read, [...codeRewrites, ...textRewrites])) : [];
};

it('flips what a template asks', () => {
  expect(rewritten('{{- if and .a (ge .b 2) }}')).toEqual([
    'condition flipped: {{- if or .a (ge .b 2) }}',
    'condition flipped: {{- if and .a (lt .b 2) }}',
    'condition flipped: {{- if and .a (gt .b 2) }}',
    'literal changed: {{- if and .a (ge .b 3) }}',
  ]);
  expect(rewritten('{{- with .a }}')).toEqual(['condition flipped: {{- with not (.a) }}']);
});

it('changes fields, literals and what makes them safe', () => {
  expect(rewritten('  port: {{ .port | default 80 | int64 }}')).toEqual([
    'literal changed:   port: {{ .port | default 81 | int64 }}',
    'default removed:   port: {{ .port | int64 }}',
    'number left a float:   port: {{ .port | default 80 }}',
    'field renamed:   poxt: {{ .port | default 80 | int64 }}',
  ]);
  expect(rewritten('  types: ["In", "Out"]')).toEqual([
    'field renamed:   tyxes: ["In", "Out"]',
    'literal changed:   types: ["Inx", "Out"]',
    'literal changed:   types: ["In", "Outx"]',
    'pair or item dropped:   types: ["Out"]',
    'pair or item dropped:   types: ["In"]',
  ]);
});

it('leaves comments and words for people alone', () => {
  expect(rewritten('{{- /* if eq 1 */}}')).toEqual([]);
  expect(rewritten('# port: 80')).toEqual([]);
  expect(rewritten('{{- fail "two and two are not 5" }}')).toEqual([]);
});

it('takes away lines, keys with what hangs below them, blocks and guards', () => {
  const body = 'a:\n  {{- if .b }}\n  c: 1\n  {{- end }}\nd: 2\n';
  expect(results(body, removalsOf(linesOf(body)))).toEqual([
    'block removed: d: 2\n',
    'block removed: a:\nd: 2\n',
    'guard removed: a:\n  c: 1\nd: 2\n',
    'line removed: a:\n  {{- if .b }}\n  {{- end }}\nd: 2\n',
    'line removed: a:\n  {{- if .b }}\n  c: 1\n  {{- end }}\n',
  ]);
});

it('changes defaults of values, and drops constraints of their schema', () => {
  expect(results('# -- One.\na: "b"\n', defaultEditsOf('# -- One.\na: "b"\n'))).toEqual([
    'default value changed: # -- One.\na: "bx"\n',
    'line removed: # -- One.\n',
  ]);
  const schema = JSON.stringify({ type: 'string', enum: ['a'] }, null, 2);
  expect(results(schema, constraintEditsOf(schema))).toEqual([
    `constraint dropped: ${JSON.stringify({ type: 'string' }, null, 2)}`,
  ]);
});

it('drops each constraint so that the schema is still JSON', async () => {
  const chart = await chartOf(await answersOf('first-web'));
  const body = chartFilesOf(chart).get('values.schema.json') ?? '';
  const mutants = mutantsOf('first-web', chart).filter((mutant) => mutant.class === 'schema');
  expect(mutants.length).toBeGreaterThan(100);
  for (const mutant of mutants) JSON.parse(applied(body, mutant));
});

it('chooses the same mutants each time', async () => {
  expect((await chosenMutants()).groups).toEqual((await chosenMutants()).groups);
});
