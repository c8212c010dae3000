import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { runTool } from './run-tool.ts';
import { answersOf, chartOf, scenarios, writtenChart } from './scenarios.ts';

describe.each(scenarios)('the values table in the README of %s', (scenario) => {
  it('is the one that helm-docs makes of values.yaml', async (context) => {
    const tools = requireTools(context, ['helm-docs']);
    const { folder, remove } = writtenChart(await chartOf(await answersOf(scenario)));
    try {
      writeFileSync(join(folder, 'values.gotmpl'), '{{ template "chart.valuesTable" . }}\n');
      const made = await runTool(tools['helm-docs'].path, [
        ...['--chart-search-root', folder, '--template-files', 'values.gotmpl', '--dry-run'],
        ...['--sort-values-order', 'file', '--ignore-non-descriptions', '--log-level', 'error'],
      ]);
      expect(made.code, made.text).toBe(0);
      const rows = rowsOf(made.stdout);
      expect(rows.length).toBeGreaterThan(20);
      const readme = rowsOf(readFileSync(join(folder, 'README.md'), 'utf8'));
      // In a table of GitHub's Markdown a bar ends the cell, whatever helm-docs thinks of it.
      expect(readme.map((row) => row.replaceAll('\\|', '|'))).toEqual(rows);
    } finally {
      remove();
    }
  });
});

function rowsOf(text: string): string[] {
  const [, table = ''] = text.split(/^\| Key \| Type \|.*\n/m);
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line.startsWith('|'));
}
