import { basename } from 'node:path';
import { answersFromGuesses, guessesBeside } from '../core/answers/from-guesses.ts';
import { toChartName } from '../core/answers/rules.ts';
import type { Given } from '../core/answers/settle.ts';
import { activeFeatures, type Chart } from '../core/chart.ts';
import { type DataMap, mergeData } from '../core/compose/tree.ts';
import { chartFrom, filesOf } from '../core/generate.ts';
import type { Guesses } from '../core/guess/types.ts';
import { makePlan, planEntries } from '../core/plan.ts';
import { inShell } from '../core/template/escape.ts';
import { UsageError } from '../core/usage-error.ts';
import { type Asker, LeftError } from '../shell/ask/asker.ts';
import { guessFrom } from '../shell/guess.ts';
import type { Made } from '../shell/report.ts';
import { requireRoom, roomFault } from '../shell/room.ts';
import { carryOut, describeChart, makeGood, type Work } from './carry-out.ts';
import type { Command, CommandInput, Outcome, Ports } from './command.ts';
import { nameAndFolder } from './name-and-folder.ts';
import { onlyFolder } from './wrong-use.ts';

export const app: Command = {
  name: 'app',
  hint: 'A new production chart.',
  arguments: [
    { name: 'dir', hint: 'Folder of the chart, which also names it; a new one or an empty one.' },
  ],
  examples: [
    'my-app',
    'my-app --defaults',
    'my-app --image=ghcr.io/acme/api:1.2.0 --port=3000 --environments.prod.hosts.0=api.example.com',
    'charts/worker --profile=worker --no-hpa',
    '--answers my-app.yaml --dry-run',
  ],
  options: ['answers', 'defaults', 'dry-run', 'diff', 'verify', 'no-verify'],
  takesAnswers: true,
  asks: 'what was not said',
  run,
};

async function run(input: CommandInput, ports: Ports): Promise<Outcome> {
  const dir = onlyFolder(input.arguments);
  makeGood(ports.workspace, ports.reporter);
  return carryOut(await decide(dir, input, ports), input, ports);
}

/** What is going to be made; whoever was asked has seen it, and may go back once more. */
async function decide(dir: string | undefined, input: CommandInput, ports: Ports): Promise<Work> {
  for (;;) {
    const { chart, folder, guesses } = await gather(dir, input, ports);
    const plan = makePlan([{ root: folder, files: filesOf(chart) }]);
    const made: Made = {
      command: app.name,
      charts: [describeChart(chart, folder, true)],
      plan: planEntries(plan),
      guesses,
      notices: [],
      written: false,
    };
    const decided = { plan, made, charts: [{ folder, chart }], next: nextCommands(chart, folder) };
    if (!ports.asker || input.options['dry-run']) return decided;
    const word = await ports.asker.confirm(made);
    if (word === 'write') return decided;
    if (word === 'leave') throw new LeftError();
  }
}

/** All that was said, asked and guessed, as a chart and the folder that it goes to. */
async function gather(dir: string | undefined, input: CommandInput, ports: Ports) {
  const { options } = input;
  const file =
    typeof options.answers === 'string' ? await readFile(options.answers) : input.answers;
  const found = file === undefined ? await guessFrom(ports.workspace) : {};
  const named = nameAndFolder(dir, [input.said, file], found, ports);
  if (named.folder !== undefined) requireRoom(ports.workspace, named.folder);

  const name: DataMap = named.name === undefined ? {} : { name: named.name };
  const said: DataMap = { ...input.said, ...name };
  const given: Given = { ...(file ? { file } : {}), said };
  // A conversation fills in an answers file, so to speak.
  const asked = ports.asker ? await askFor(given, found, ports, ports.asker) : undefined;
  const answers = asked ? mergeData(file ?? {}, asked) : file;
  const guesses = guessesBeside(found, mergeData(answers ?? {}, said)).filter(
    ({ path }) => path !== 'name',
  );
  const chart = await settled({
    guessed: answersFromGuesses(guesses),
    ...(answers ? { file: answers } : {}),
    said,
  });
  const folder = named.folder ?? chart.name;
  requireRoom(ports.workspace, folder);
  return { chart, folder, guesses };
}

function askFor(
  given: Given,
  found: Guesses,
  { workspace }: Ports,
  asker: Asker,
): Promise<DataMap> {
  const ofFolder = { value: toChartName(basename(workspace)), from: 'the name of this folder' };
  const guesses = { ...found, name: found.name ?? ofFolder };
  return asker.answers({ given, guesses, nameFault: (name) => roomFault(workspace, name) });
}

async function settled(given: Given): Promise<Chart> {
  const result = await chartFrom(given);
  if (!result.ok) throw new UsageError(result.faults);
  return result.chart;
}

async function readFile(path: string): Promise<DataMap> {
  const { readAnswers } = await import('../shell/read-answers.ts');
  return readAnswers(path);
}

function nextCommands(chart: Chart, folder: string): string[] {
  const last = chart.environments.at(-1);
  const place = inShell(folder);
  const overlay = last ? ` -f ${inShell(`${folder}/values-${last.name}.yaml`)}` : '';
  return [
    ...(chart.answers.dependencies.length > 0 ? [`helm dependency build ${place}`] : []),
    `helm template ${chart.name} ${place}${overlay}`,
    `helm install ${chart.name} ${place} --namespace ${chart.name} --create-namespace --wait`,
    activeFeatures(chart).some(({ facts }) => facts.offers?.includes('service'))
      ? `helm test ${chart.name} --namespace ${chart.name} --logs`
      : `kubectl --namespace ${chart.name} get pods`,
  ].slice(0, 3);
}
