import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { requireTools } from '../../scripts/tools/require.ts';
import { forEachOf, template } from '../charts/run-tool.ts';
import { answersOf, chartOf, writtenChart } from '../charts/scenarios.ts';
import { chartFilesOf } from './chart-files.ts';

/**
 * Row 5.1 of RULES.md: a release that was upgraded with --reuse-values lacks the values that came
 * later. Null takes a value away in the same manner.
 */
describe.each(['first-worker', 'agent'])('the templates of %s', (scenario) => {
  it('survive that a value is missing, or say in words what is needed', async (context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    const chart = await chartOf(await answersOf(scenario));
    const { folder, remove } = writtenChart(chart);
    const full = ['--values', join(folder, 'ci/full-values.yaml'), '--skip-schema-validation'];
    const broken: string[] = [];
    try {
      await forEachOf(newValuesIn(chartFilesOf(chart).get('values.yaml') ?? ''), async (key) => {
        const { code, text } = await template(helm4.path, folder, [
          ...full,
          ...['--set', `${key}=null`],
        ]);
        // So begins what fail and required say; anything else is a template that stumbled.
        const isInWords = text.includes('execution error at');
        if (code !== 0 && !isInWords) broken.push(`${key}: ${text}`);
      });
    } finally {
      remove();
    }
    expect(broken).toEqual([]);
  });
});

/** What templates in values.yaml itself read is as old as they are, and never missing. */
function newValuesIn(text: string): string[] {
  const read = new Set([...text.matchAll(/\.Values\.(\w+)/g)].map(([, key]) => key));
  return Object.keys(parse(text)).filter((key) => !read.has(key));
}
