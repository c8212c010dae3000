import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { locateTools } from './tools/resolve.ts';

/**
 * `npm test`: everything that has to hold, each part timed; one that fails does not hide the next.
 * Words after `--` go to vitest. TEST_REPORT=FILE writes vitest's own report there, as JSON.
 */
const project = join(import.meta.dirname, '..');
const report = process.env.TEST_REPORT;

const parts: Record<string, string[]> = {
  'templates and defaults': ['tsx', 'scripts/build/main.ts', '--generate-only'],
  types: ['tsc', '--noEmit'],
  lint: ['biome', 'check'],
  tests: [
    ...['vitest', 'run', ...process.argv.slice(2)],
    ...(report ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []),
  ],
};

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

const lines: string[] = [];
for (const [name, words] of Object.entries(parts)) {
  console.log(`\n== ${name}`);
  if (name === 'tests') sayTools();
  const begun = performance.now();
  const passed = run(words);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  lines.push(`${passed ? '✓' : '✗'} ${name} ${seconds} s`);
  if (!passed) process.exitCode = 1;
}
console.log(`\n${lines.join('\n')}`);
