import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../scripts/bench/aims.ts';
import type { Contender } from '../../scripts/bench/contender.ts';
import { benchPage, benchQuote } from '../../scripts/bench/markdown.ts';
import { type Figures, type Report, reportOf } from '../../scripts/bench/report.ts';
import { moreEnvironments, updateId } from '../../scripts/bench/updating.ts';

const docs = join(import.meta.dirname, '../../docs');
const read = (name: string) => readFileSync(join(docs, name), 'utf8');

const contender = (id: string, files?: number): Contender => ({
  id,
  ...(files === undefined ? {} : { files }),
  title: `the ${id}`,
  does: 'Something.',
  command: ['true'],
});

/** A report of contenders that took always as long. */
function reportOn(
  took: Readonly<Record<string, number>>,
  files: Readonly<Record<string, number>> = {},
): Report {
  const contenders = Object.keys(took).map((id) => contender(id, files[id]));
  const figures: Figures = new Map(
    contenders.map((each) => [each, { times: [took[each.id] as number], peak: 3 * 1024 ** 2 }]),
  );
  const absent = [{ title: 'copier', reason: 'no Python' }];
  return reportOf([{ title: 'Generation', contenders, absent }], 1, figures);
}

/** The one aim with these words. */
function verdictOn({ aims }: Report, words: string): Verdict | undefined {
  const found = aims.filter(({ aim }) => aim.includes(words));
  expect(found, words).toHaveLength(1);
  return found[0];
}

describe('a report of the benchmark', () => {
  it('gives times as multiples of the first contender', () => {
    const { contests } = reportOn({ node: 50, cli: 90 });
    expect(contests[0]?.measured.map(({ ratio }) => ratio)).toEqual([1, 1.8]);
  });

  it.each([
    ['Our default chart, as', { node: 50, cli: 100 }, 2, true],
    ['Our default chart, as', { node: 50, cli: 101 }, 2.02, false],
    ['cookiecutter', { cli: 100, cookiecutter: 300 }, 3, true],
    ['cookiecutter', { cli: 100, cookiecutter: 299 }, 2.99, false],
    [
      'Our default chart, rendered by Helm 4',
      { 'helm4-template-created': 40, 'helm4-template': 52 },
      1.3,
      true,
    ],
    [
      'Our default chart, rendered by Helm 4',
      { 'helm4-template-created': 40, 'helm4-template': 53 },
      1.32,
      false,
    ],
    ['an unchanged default', { 'update-node': 20, 'update-unchanged-0': 60 }, 3, true],
    ['an unchanged default', { 'update-node': 20, 'update-unchanged-0': 61 }, 3.05, false],
  ])('judges the aim "%s" by %j', (words, took, measured, isMet) => {
    const verdict = verdictOn(reportOn(took), words);
    expect(verdict?.measured).toBeCloseTo(measured, 1);
    expect(verdict?.isMet).toBe(isMet);
  });

  it.each([
    ['a line', [100, 162, 286, 536], 0.69, true, 1, true],
    ['a curve that the start hides', [100, 104, 120, 200], 0.26, true, 2.98, false],
    ['a curve', [100, 362, 1486, 6000], 7.68, false, 2.42, false],
  ])('tells %s of times by the number of files', (_, took, time, isLess, further, isLine) => {
    const numbers = [64, 126, 250, 500];
    const ids = moreEnvironments.map((more) => updateId('changed', more));
    const by = (values: readonly number[]) =>
      Object.fromEntries(ids.map((id, i) => [id, values[i] as number]));
    const report = reportOn(by(took), by(numbers));
    const verdict = (words: string) => verdictOn(report, words);
    expect(verdict('Time a file of the largest `update` (changed)')).toMatchObject({
      measured: time,
      isMet: isLess,
    });
    expect(verdict('further file of an `update` (changed)')).toMatchObject({
      measured: further,
      isMet: isLine,
    });
    // All took the same memory.
    expect(verdict('Memory a file of the largest `update` (changed)')?.measured).toBe(0.13);
    expect(verdict('Memory a file of the largest `update` (unchanged)')?.measured).toBeNull();
  });

  it('says of what is absent that it is, and why', () => {
    const report = reportOn({ node: 50, cli: 90 });
    expect(verdictOn(report, 'copier')).toMatchObject({ measured: null, isMet: null });
    expect(benchPage(report)).toContain('Not measured: copier. Reason: no Python.');
    expect(benchPage(report)).toContain('| at least 3 | not measured |  |');
  });

  it('says where memory could not be measured', () => {
    const node = contender('node');
    const figures: Figures = new Map([[node, { times: [1], peak: null }]]);
    const report = reportOf([{ title: 'Generation', contenders: [node], absent: [] }], 1, figures);
    expect(benchQuote(report)).toContain('| the node | 1.00 | not measured |');
  });
});

describe('docs/bench.md', () => {
  it('says what docs/bench.json says; npm run bench -- --write writes both', () => {
    const report = JSON.parse(read('bench.json')) as Report;
    expect(read('bench.md')).toBe(benchPage(report));
  });

  it('names the day and the machine, and nothing of a place on it', () => {
    const page = read('bench.md');
    expect(page).toMatch(/on \d{4}-\d\d-\d\d with Node \d+\.\d+\.\d+ on \w+ \w+ with \d+\sCPUs/);
    expect(page).not.toMatch(/\/(tmp|home|root|Users)\//);
  });
});
