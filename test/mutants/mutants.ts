import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { Chart } from '../../generators/core/chart.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { applied, type Class, type Edit, type Mutant } from './mutant.ts';
import { codeRewrites } from './operators/code.ts';
import { constraintEditsOf } from './operators/constraints.ts';
import { defaultEditsOf } from './operators/defaults.ts';
import { pathRewrites } from './operators/paths.ts';
import { removalsOf } from './operators/removals.ts';
import { rewritesOf } from './operators/rewrite.ts';
import { textRewrites } from './operators/text.ts';
import { subjectOf } from './subjects.ts';
import { type Line, linesOf } from './template-text.ts';

/** Every mutant of a chart, each text once. */
export function mutantsOf(scenario: string, chart: Chart): Mutant[] {
  const files = filesOf(chart);
  const values = parse(files.get('values.yaml')?.body ?? '') as DataMap;
  return [...files.values()].flatMap(({ path, body }) => {
    const lines = linesOf(body);
    const made = new Map([...editsOf(path, body, lines, values)].map((e) => [applied(body, e), e]));
    made.delete(body);
    return [...made.values()].map((edit) => ({
      ...edit,
      scenario,
      file: path,
      class: classOf(path, lines[edit.line]),
      subject: path.startsWith('templates/') ? subjectOf(path, lines[edit.line]) : undefined,
      before: body.split('\n').slice(edit.line, edit.line + edit.removed),
    }));
  });
}

/** Templates, values and their schema; everything else in a chart is words or tests. */
function* editsOf(
  path: string,
  body: string,
  lines: readonly Line[],
  values: DataMap,
): Generator<Edit> {
  if (path === 'values.yaml') yield* defaultEditsOf(body);
  if (path === 'values.schema.json') yield* constraintEditsOf(body);
  if (!path.startsWith('templates/')) return;
  const inCode = [...codeRewrites, ...pathRewrites(values)];
  for (const line of lines) {
    yield* rewritesOf(line, inCode);
    // The text of notes is words for people.
    if (classOf(path, line) === 'manifests') yield* rewritesOf(line, textRewrites);
  }
  yield* removalsOf(lines);
}

function classOf(path: string, line: Line | undefined): Class {
  if (path === 'values.yaml') return 'values';
  if (path === 'values.schema.json') return 'schema';
  const isNotes = /notes/i.test(path) || /(^|\.)(notes|warnings)(\.|$)/.test(line?.define ?? '');
  return isNotes ? 'notes' : 'manifests';
}

/** A part of all mutants: those with a subject count as one more class. */
export type Part = Class | 'subjects';
const parts: readonly Part[] = ['subjects', 'manifests', 'notes', 'values', 'schema'];
const partOf = (mutant: Mutant): Part => (mutant.subject ? 'subjects' : mutant.class);

/**
 * So many of each part as wanted: those whose hash with the seed is the least. The same seed takes
 * the same ones, wherever they stand in their files.
 */
export function sample(
  mutants: readonly Mutant[],
  most: Readonly<Record<Part, number>>,
  seed: string,
): Mutant[] {
  return parts.flatMap((part) =>
    mutants
      .filter((mutant) => partOf(mutant) === part)
      .map((mutant) => ({ mutant, rank: rankOf(mutant, seed) }))
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, most[part])
      .map(({ mutant }) => mutant),
  );
}

function rankOf({ scenario, file, before, replacement }: Mutant, seed: string): string {
  const text = JSON.stringify([seed, scenario, file, before, replacement]);
  return createHash('sha256').update(text).digest('hex');
}
