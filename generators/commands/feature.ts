import { cureFor } from '../core/answers/fault.ts';
import type { Chart } from '../core/chart.ts';
import type { DataMap } from '../core/compose/tree.ts';
import { isMap } from '../core/data/maps.ts';
import { exitCodes } from '../core/exit-codes.ts';
import type { Feature } from '../core/feature.ts';
import { features } from '../core/features.ts';
import { misuse } from '../core/usage-error.ts';
import type { Style } from '../shell/style.ts';
import { changeChart, changingOptions } from './change/change-chart.ts';
import type { Command, CommandInput, Outcome, Ports } from './command.ts';
import { lookAtChart } from './look-at-chart.ts';
import { askedOf } from './verbs.ts';

const verbs = {
  add: { needs: ['NAME'] },
  remove: { needs: ['NAME'] },
  list: { needs: [], onlyLooks: true },
} as const satisfies Command['verbs'];

export const feature: Command = {
  name: 'feature',
  hint: 'Switches a feature of a chart on or off, or lists them.',
  arguments: [
    { name: 'add|remove|list', hint: 'What to do.', isNeeded: true },
    { name: 'name', hint: 'The feature, such as hpa; list takes none.' },
    { name: 'dir', hint: 'Folder of the chart; by default this one.' },
  ],
  examples: [
    'list my-app',
    'add podmonitor my-app',
    'add hpa my-app --hpa.maxReplicas=20',
    'remove ingress my-app --diff --dry-run',
  ],
  verbs,
  options: changingOptions,
  takesAnswers: true,
  asks: 'before writing',
  run,
};

async function run(input: CommandInput, ports: Ports): Promise<Outcome> {
  const call = ports.callFor(feature.name);
  const { verb, names, dir } = askedOf(input.arguments, verbs, call);
  if (verb === 'list') {
    const own = { ...input, arguments: dir === undefined ? [] : [dir] };
    const { chart, folder } = await lookAtChart(`${feature.name} list`, own, ports);
    list(chart, folder, ports);
    return { exitCode: exitCodes.done };
  }
  const chosen = featureOf(names[0] ?? '');
  const wanted = (answers: DataMap) => switched(answers, chosen, verb === 'add');
  return changeChart(
    { command: feature.name, words: [verb, chosen.id], dir, wanted },
    input,
    ports,
  );
}

function featureOf(name: string): Feature {
  const found = features.find(({ id }) => id === name);
  if (found) return found;
  const ids = features.map(({ id }) => id);
  const cure = cureFor(name, ids, `there are ${ids.join(', ')}`);
  throw misuse(name, `there is no such feature; ${cure}`);
}

/** Most features have a switch; one without is there as soon as its answers say something. */
function switched(answers: DataMap, { id, isActive }: Feature, on: boolean): DataMap {
  const hasSwitch = !isActive({}) && isActive({ enabled: true });
  const own = answers[id];
  if (hasSwitch) return { ...answers, [id]: { ...(isMap(own) ? own : {}), enabled: on } };
  if (!on) return { ...answers, [id]: {} };
  return answers;
}

function list(chart: Chart, folder: string, { reporter }: Ports): void {
  const rows = features.map(({ id, title, group, isActive }) => ({
    id,
    title,
    group,
    on: isActive(chart.answers[id]),
  }));
  const width = Math.max(...rows.map(({ id }) => id.length));
  const line = (row: (typeof rows)[number], style: Style) =>
    `  ${row.on ? style.good('on ') : style.dim('off')}  ${row.id.padEnd(width)}  ${style.dim(row.title)}`;
  reporter.told(
    (style) => [
      `${style.bold('Features')} of ${chart.name}`,
      ...rows.map((row) => line(row, style)),
    ],
    { command: 'feature list', folder, name: chart.name, features: rows },
    exitCodes.done,
  );
}
