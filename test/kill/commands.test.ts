import { chmodSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environment } from '../../generators/commands/environment.ts';
import { feature } from '../../generators/commands/feature.ts';
import { update } from '../../generators/commands/update.ts';
import { goldenFolder } from '../charts/scenarios.ts';
import { chartMaker, type OwnedChart } from '../cli/owned-chart.ts';
import { cliFile, runCli } from '../cli/run-cli.ts';
import { run } from '../update/run.ts';
import { killSpread, printTallies, type Scenario, type Tally } from './driver.ts';

const LIMIT_MS = 600_000;

let maker: Awaited<ReturnType<typeof chartMaker>>;
let origin: OwnedChart;
const tallies: Tally[] = [];

beforeAll(async () => {
  maker = await chartMaker([
    '--answers',
    join(goldenFolder, 'bare/answers.yaml'),
    '--hpa.enabled=true',
    '--environments.prod.kind=production',
    '--environments.staging.kind=staging',
  ]);
  origin = maker.copy();
  withEdits(origin);
});

afterAll(() => {
  printTallies(tallies);
  origin.remove();
  maker.remove();
});

/** What people do to a chart in some years, of every kind that a commit has to keep. */
function withEdits(chart: OwnedChart): void {
  chart.append('values.yaml', '# Mine.\n');
  chart.append('values-prod.yaml', '# Ours alone.\n');
  chart.replace('helm-prod.yaml', '\nport:', '\n# By the team.\nport:');
  chart.write('templates/mine.yaml', '# Of nobody else.\n');
  chart.write('README.md', chart.read('README.md').replaceAll('\n', '\r\n'));
  chart.write('values-staging.yaml', chart.read('values-staging.yaml').trimEnd());
  chart.append('tests/hpa_test.yaml', '# Mine.\n');
  rmSync(chart.at('templates/extraobjects.yaml'));
  chmodSync(chart.at('values.yaml'), 0o640);
}

/** A command as people run it, in the folder of the chart; no Helm is asked. */
function command(...words: string[]): string[] {
  const flags = ['--no-verify', '--allow-immutable'];
  return ['env', 'HELM_PROD_HELM=/nonexistent', process.execPath, cliFile, ...words, ...flags];
}

/** Whichever command comes next, it leaves the chart as it was or as it was to be. */
const nextCommands = [
  (folder: string) => run(update, folder),
  (folder: string) => run(feature, folder, { words: ['list'] }),
  (folder: string) => run(environment, folder, { words: ['list'] }),
  (folder: string) => run(update, folder, { options: { check: true } }),
  async (folder: string) => {
    const { code, stderr } = await runCli(['update'], { cwd: folder });
    return { exitCode: code, faults: stderr };
  },
];
let count = 0;

async function next(workspace: string): Promise<void> {
  count += 1;
  const pick = nextCommands[count % nextCommands.length] as (typeof nextCommands)[number];
  const { exitCode, faults } = await pick(workspace);
  if (exitCode !== 0) throw new Error(`the next command ended with ${exitCode}: ${faults}`);
}

function scenario(...words: string[]): Scenario {
  const prepare = (workspace: string) => cpSync(origin.at(''), workspace, { recursive: true });
  return { name: words.join(' '), command: command(...words), atomic: false, prepare, next };
}

test.each([
  [30, 'update --port=4000 --workload.replicas=4'],
  [30, 'feature add pdb'],
  [30, 'feature remove hpa'],
  [70, 'environment add qa'],
  [70, 'environment remove staging'],
  [70, 'environment rename prod prod-eu'],
])(
  '%i kills of %s leave the old chart or the new one, edits included',
  {
    timeout: LIMIT_MS,
  },
  async (kills, words) => {
    tallies.push(await killSpread(scenario(...words.split(' ')), kills));
  },
);

test('enough kills fell, and enough between the first and the last write', () => {
  const sum = (of: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + of(tally), 0);
  expect(sum((tally) => tally.kills)).toBeGreaterThanOrEqual(300);
  expect(sum((tally) => tally.between)).toBeGreaterThanOrEqual(30);
  expect(sum((tally) => tally.absent)).toBeGreaterThan(30);
  expect(sum((tally) => tally.whole)).toBeGreaterThan(30);
});
