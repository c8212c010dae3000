import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aims } from '../../scripts/bench/aims.ts';
import type { Contender } from '../../scripts/bench/contender.ts';
import { benchPage, benchQuote } from '../../scripts/bench/markdown.ts';
import { type Figures, type Report, reportOf } from '../../scripts/bench/report.ts';

const docs = join(import.meta.dirname, '../../docs');
const read = (name: string) => readFileSync(join(docs, name), 'utf8');

const contender = (id: string): Contender => ({
  id,
  title: `the ${id}`,
  does: 'Something.',
  command: ['true'],
});

/** A report of contenders that took always as long. */
function reportOn(took: Readonly<Record<string, number>>): Report {
  const contenders = Object.keys(took).map(contender);
  const figures: Figures = new Map(
    contenders.map((each) => [each, { times: [took[each.id] as number], peak: 3 * 1024 ** 2 }]),
  );
  const absent = [{ title: 'copier', reason: 'no Python' }];
  return reportOf([{ title: 'Generation', contenders, absent }], 1, figures);
}

const verdictOn = (report: Report, of: string) =>
  report.aims[aims.findIndex((each) => each.of === of)];

describe('a report of the benchmark', () => {
  it('gives times as multiples of the first contender', () => {
    const { contests } = reportOn({ node: 50, cli: 90 });
    expect(contests[0]?.measured.map(({ ratio }) => ratio)).toEqual([1, 1.8]);
  });

  it.each([
    ['cli', { node: 50, cli: 100 }, 2, true],
    ['cli', { node: 50, cli: 101 }, 2.02, false],
    ['cookiecutter', { cli: 100, cookiecutter: 300 }, 3, true],
    ['cookiecutter', { cli: 100, cookiecutter: 299 }, 2.99, false],
    ['helm4-template', { 'helm4-template-created': 40, 'helm4-template': 52 }, 1.3, true],
    ['helm4-template', { 'helm4-template-created': 40, 'helm4-template': 53 }, 1.32, false],
  ])('judges the aim for %s by %j', (of, took, measured, isMet) => {
    const verdict = verdictOn(reportOn(took), of);
    expect(verdict?.measured).toBeCloseTo(measured, 1);
    expect(verdict?.isMet).toBe(isMet);
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
