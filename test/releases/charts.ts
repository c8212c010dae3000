import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { releasedCharts } from '../../scripts/golden/releases.ts';

export { releasedCharts, releasedVersions } from '../../scripts/golden/releases.ts';

/** Writes a golden chart into a folder as a release made it, lock included. */
export function writeReleased(version: string, scenario: string, folder: string): void {
  const chart = releasedCharts(version).find((known) => known.scenario === scenario);
  if (!chart) throw new Error(`no chart ${scenario} was released with ${version}`);
  for (const [path, text] of [...chart.lock.files, ['helm-prod.lock', chart.lockText] as const]) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
