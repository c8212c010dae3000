import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingsIn, findingsInChart, formatFinding } from '../../generators/core/rules/run.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { namespace, objectsIn, valueFilesIn } from '../charts/renders.ts';
import { template } from '../charts/run-tool.ts';
import { chartOf, writtenChart } from '../charts/scenarios.ts';
import { chartFilesOf } from './chart-files.ts';
import { unusual } from './unusual.ts';

describe('the rules are content with charts of unusual answers and values', () => {
  it.for(unusual)('$what', async ({ answers, set = [], release = 'rel', asked = [] }, context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    const chart = await chartOf(answers);
    expect(findingsInChart(chartFilesOf(chart)).map(formatFinding)).toEqual([]);
    const { folder, remove } = writtenChart(chart);
    try {
      for (const file of [undefined, ...valueFilesIn(folder).filter(isTelling)]) {
        const more = [
          ...(file ? ['--values', join(folder, file)] : []),
          ...set.flatMap((one) => ['--set', one]),
        ];
        const run = await template(helm4.path, folder, more, release);
        expect(run.code, run.text).toBe(0);
        const findings = findingsIn({ release, namespace, objects: objectsIn(run.stdout) });
        const surprising = findings.filter(
          ({ rule, object }) => !asked.includes(`${rule} ${object}`),
        );
        expect(surprising.map(formatFinding), file ?? 'values.yaml').toEqual([]);
      }
    } finally {
      remove();
    }
  });
});

/** Between production and everything switched on, other environments show nothing more. */
function isTelling(file: string): boolean {
  return /^(values-prod|ci\/full-values)\b/.test(file);
}
