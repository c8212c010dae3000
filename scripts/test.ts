import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { missingForCluster } from './tools/cluster.ts';
import { locateTools } from './tools/resolve.ts';

/**
 * `npm test`: everything that has to hold of the program and its charts; `test.ts SUITE...` runs
 * other suites. Each part is timed, and one that fails does not hide the next. Words after `--` go
 * to vitest. TEST_REPORTS=FOLDER writes vitest's own report of each suite there, as JSON.
 */
const suites = {
  everyday: { config: 'vitest.config.ts', about: 'tests' },
  endurance: { config: 'vitest.endurance.config.ts', about: 'kills, and random edits' },
  mutants: { config: 'vitest.mutants.config.ts', about: 'mutants of the templates' },
  cluster: { config: 'vitest.cluster.config.ts', about: 'charts on a control plane' },
} as const;

type Suite = keyof typeof suites;

const checks: Readonly<Record<string, readonly string[]>> = {
  types: ['tsc', '--noEmit'],
  lint: ['biome', 'check'],
};

const project = join(import.meta.dirname, '..');
const reports = process.env.TEST_REPORTS;

function commandOf(suite: Suite, more: readonly string[]): string[] {
  const report = reports
    ? ['--reporter=json', `--outputFile.json=${join(reports, `${suite}.json`)}`]
    : [];
  const shown = suite === 'everyday' ? [] : ['--reporter=./test/setup/counts-reporter.ts'];
  const { config } = suites[suite];
  return ['vitest', 'run', '--config', config, '--reporter=default', ...shown, ...report, ...more];
}

function sayTools(): void {
  for (const [name, found] of Object.entries(locateTools())) {
    console.log(found.ok ? `  ${name} ${found.version} (${found.source})` : `  ${found.reason}`);
  }
}

function run([program = '', ...args]: readonly string[]): boolean {
  const bin = join(project, 'node_modules/.bin');
  const { status } = spawnSync(program, args, {
    cwd: project,
    stdio: 'inherit',
    env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

const words = process.argv.slice(2);
const wanted = words.filter((word): word is Suite => word in suites);
const others = words.filter((word) => !(word in suites));
const chosen = wanted.length > 0 ? wanted : (['everyday'] as const);

const lines: string[] = [];
function part(name: string, command: readonly string[]): void {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const passed = run(command);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  lines.push(`${passed ? '✓' : '✗'} ${name} ${seconds} s`);
  if (!passed) process.exitCode = 1;
}

part('templates and defaults', ['tsx', 'scripts/build/main.ts', '--generate-only']);
if (chosen.some((suite) => suite === 'everyday')) {
  for (const [name, command] of Object.entries(checks)) part(name, command);
}
sayTools();
for (const suite of chosen) {
  const missing = suite === 'cluster' ? missingForCluster(locateTools()) : [];
  if (missing.length > 0) {
    lines.push(`✗ ${suites[suite].about}`, ...missing.map((reason) => `  ${reason}`));
    process.exitCode = 1;
  } else part(suites[suite].about, commandOf(suite, others));
}
console.log(`\n${lines.join('\n')}`);
