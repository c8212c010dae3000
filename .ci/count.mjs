import { readFileSync } from 'node:fs';

/**
 * Counts vitest's own report: `count.mjs REPORT STATUS`. Prints one line, `N passed, N failed` and
 * what was skipped. A file that could not be loaded is one failure, and so is a run that broke
 * beside its tests, or without having run any.
 */
const [report, status] = process.argv.slice(2);
const outcomes = { passed: 0, failed: 0, skipped: 0 };

for (const file of read(report)) {
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

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).testResults;
  } catch {
    return [];
  }
}
