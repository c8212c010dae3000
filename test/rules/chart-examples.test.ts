import { describe, expect, it } from 'vitest';
import { rules } from '../../generators/core/rules/rules.ts';
import { findingsInChart, formatFinding } from '../../generators/core/rules/run.ts';
import { answersOf, chartOf } from '../charts/scenarios.ts';
import { chartFilesOf } from './chart-files.ts';
import { chartExamples } from './examples/chart.ts';

const files = chartFilesOf(await chartOf(await answersOf('first-web')));

describe('the rules for the files of a chart', () => {
  it('say nothing of the default chart', () => {
    expect(findingsInChart(files).map(formatFinding)).toEqual([]);
  });

  it('have a bad example each', () => {
    const looking = rules.filter(({ checkChart }) => checkChart).map(({ id }) => id);
    // A file too many is no change to another file: no-crds has its test below.
    expect([...Object.keys(chartExamples), 'no-crds'].toSorted()).toEqual(looking.toSorted());
  });

  it('find a definition that Helm would install', () => {
    const more = new Map([...files, ['crds/shop.yaml', 'kind: CustomResourceDefinition\n']]);
    expect(findingsInChart(more)).toMatchObject([{ rule: 'no-crds', object: 'crds/shop.yaml' }]);
  });

  it.each(['file://../global', 'file://../charts/global', 'file:///srv/charts/global'])(
    'let a chart lie elsewhere, from where it is packed into charts/: %s',
    (repository) => {
      const text = files.get('Chart.yaml') ?? '';
      const more = `${text}dependencies: [{ name: global, repository: "${repository}" }]\n`;
      expect(findingsInChart(new Map([...files, ['Chart.yaml', more]]))).toEqual([]);
    },
  );

  it('miss the .helmignore', () => {
    const fewer = new Map([...files].filter(([path]) => path !== '.helmignore'));
    expect(findingsInChart(fewer)).toMatchObject([
      { rule: 'package-small', object: '.helmignore' },
    ]);
  });
});

describe.each(Object.entries(chartExamples))('%s', (id, examples) => {
  it.each(examples)('finds $finds.object $finds.path', ({ file, from, to, finds }) => {
    const text = files.get(file) ?? '';
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    const findings = findingsInChart(new Map([...files, [file, changed]]));
    expect(findings.map(formatFinding).join('\n')).toContain(`[${id}]`);
    expect(findings.map(({ rule }) => rule)).toEqual([id]);
    expect(findings[0]?.object).toBe(finds.object);
    expect(findings[0]?.path).toMatch(finds.path);
  });
});
