import { templateChanges } from '../../templates/changes.ts';
import { fingerprintOf, goldenCharts } from './fingerprint.ts';

/** What is missing in templates/changes.ts, if the golden charts are not as it says. */
export function untoldChange(
  charts = goldenCharts(),
  changes = templateChanges,
): string | undefined {
  const golden = fingerprintOf(charts);
  if (changes.at(-1)?.golden === golden) return undefined;
  return `the golden charts changed: add a line to templates/changes.ts with golden: '${golden}'`;
}
