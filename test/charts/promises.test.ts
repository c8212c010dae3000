import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compose } from '../../generators/core/compose/compose.ts';
import { dataOf, leavesOf } from '../../generators/core/compose/tree.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { answersOf, chartOf, danglingIncludes, scenarios } from './scenarios.ts';

/** Values that are read by way of a map or of another name. */
const readOtherwise =
  /^(app\.|config|hosts|ports\.|extraPorts|connectionTest\.paths\.|networkPolicy\.allow(From|To)\.)/;

describe.each(scenarios)('the chart %s', async (scenario) => {
  const chart = await chartOf(await answersOf(scenario));
  const files = filesOf(chart);
  const { values } = compose(chart);
  const templates = [...files.values()].filter(({ path }) => path.startsWith('templates/'));
  const templateText = templates.map(({ body }) => body).join('\n');

  it('says of every value what it is for, and guards it', () => {
    const schema = JSON.parse(files.get('values.schema.json')?.body ?? '{}');
    for (const { path, leaf } of leavesOf(values)) {
      expect(leaf.comment, path).not.toBe('');
      expect(at(schema, path.split('.')), path).toBeDefined();
    }
    const text = files.get('values.yaml')?.body ?? '';
    expect(text.match(/^ *# -- /gm)?.length).toBe(leavesOf(values).length);
  });

  it('writes values.yaml and Chart.yaml that read back as what was meant', () => {
    expect(parse(files.get('values.yaml')?.body ?? '')).toEqual(dataOf(values));
    expect(parse(files.get('Chart.yaml')?.body ?? '')).toMatchObject({
      name: chart.name,
      appVersion: chart.appVersion,
    });
  });

  it('uses every value', () => {
    const unused = leavesOf(values)
      .map(({ path }) => path)
      .filter((path) => !readOtherwise.test(path))
      .filter(
        (path) => !chart.answers.dependencies.some((d) => path.startsWith(`${d.alias || d.name}.`)),
      )
      .filter((path) => !new RegExp(`[.$"]${path.split('.').at(-1)}\\b`).test(templateText));
    expect(unused).toEqual([]);
  });

  it('reads no value that is not there', () => {
    const known = dataOf(values);
    const text = `${templateText}\n${files.get('values.yaml')?.body}`;
    const read = new Set(
      [...text.matchAll(/\$?\.Values\)?\.([A-Za-z][\w.]*)/g)].map((m) => m[1] as string),
    );
    const missing = [...read].filter((path) => lookUp(known, path.split('.')) === undefined);
    expect(missing).toEqual([]);
  });

  it('has a suite for every template', () => {
    const suites = [...files.values()].filter(({ path }) => path.startsWith('tests/'));
    const untested = templates
      .map(({ path }) => path)
      .filter((path) => path.endsWith('.yaml') || path.endsWith('NOTES.txt'))
      .filter((path) => !suites.some(({ body }) => body.includes(path.slice('templates/'.length))));
    expect(untested).toEqual([]);
  });

  it('keeps to its measures', () => {
    for (const { path, body } of files.values()) {
      if (!/^(templates|tests|ci)\/|^values[^/]*\.yaml$|^Chart\.yaml$/.test(path)) continue;
      expect(longestLine(body), path).toBeLessThanOrEqual(100);
    }
    expect(files.get('templates/deployment.yaml')?.body.split('\n').length).toBeLessThan(60);
    expect(files.get('templates/_pod.tpl')?.body.split('\n').length).toBeLessThanOrEqual(250);
    for (const { path, body } of files.values()) expect(body.endsWith('\n'), path).toBe(true);
  });

  it('names every define after the chart', () => {
    const defines = [...templateText.matchAll(/define "([^"]+)"/g)].map((m) => m[1] as string);
    expect(defines.filter((name) => !name.startsWith(`${chart.name}.`))).toEqual([]);
    expect(new Set(defines).size).toBe(defines.length);
  });

  it('includes nothing that is not defined, and defines nothing that is not included', () => {
    expect(danglingIncludes(files)).toEqual({ undefined: [], unused: [] });
  });

  it('is written cleanly: plain apostrophes, no stray blanks, no two blank lines', () => {
    for (const { path, body } of files.values()) {
      if (path === 'helm-prod.lock') continue;
      expect(body, path).not.toMatch(/[\u2018\u2019\u201c\u201d\u2026\t]/);
      expect(body, path).not.toMatch(/[ \t]$/m);
      expect(body, path).not.toMatch(/\n\n\n|^\n|\n\n$/);
    }
  });
});

describe('the measures hold for long names too', () => {
  it.each([
    [32, 100],
    [53, 120],
  ])('of %i letters: %i columns', async (letters, columns) => {
    for (const profile of ['web', 'worker']) {
      const name = 'a'.repeat(letters);
      const files = filesOf(await chartOf({ name, profile }));
      for (const { path, body } of files.values()) {
        if (!/^(templates|tests)\//.test(path)) continue;
        expect(longestLine(body), path).toBeLessThanOrEqual(columns);
      }
    }
  });
});

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

function at(schema: Record<string, unknown>, path: readonly string[]): unknown {
  let here: unknown = schema;
  for (const part of path)
    here = (here as { properties?: Record<string, unknown> })?.properties?.[
      part.replaceAll('"', '')
    ];
  return here;
}

function lookUp(data: unknown, path: readonly string[]): unknown {
  let here = data;
  for (const part of path) {
    if (typeof here !== 'object' || here === null || Array.isArray(here)) return here;
    here = (here as Record<string, unknown>)[part];
    // What a map of the user's own holds cannot be known.
    if (typeof here === 'object' && here !== null && Object.keys(here).length === 0) return here;
  }
  return here;
}
