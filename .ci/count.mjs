import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Counts vitest's own reports: `count.mjs FOLDER STATUS`. Prints one line, `N passed, N failed` and
 * what was skipped. A file that could not be loaded is one failure, and so is a run that broke
 * beside its tests, or without having run any.
 */
const [folder = '', status] = process.argv.slice(2);
const outcomes = { passed: 0, failed: 0, skipped: 0 };

for (const file of read(folder)) {
  const before = outcomes.failed;
  for (const { status: outcome } of file.assertionResults) {
    outcomes[outcome === 'passed' || outcome === 'failed' ? outcome : 'skipped'] += 1;
  }
  if (file.status === 'failed' && outcomes.failed === before) outcomes.failed += 1;
}
const isBroken = status !== '0' || outcomes.passed === 0;
if (isBroken && outcomes.failed === 0) outcomes.failed = 1;

const { passed, failed, skipped } = outcomes;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;

function read(from) {
  try {
    return readdirSync(from)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => JSON.parse(readFileSync(join(from, name), 'utf8')).testResults);
  } catch {
    return [];
  }
}
