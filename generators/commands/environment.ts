import { cureFor } from '../core/answers/fault.ts';
import { dnsLabel } from '../core/answers/rules.ts';
import type { Chart } from '../core/chart.ts';
import type { DataMap } from '../core/compose/tree.ts';
import { isMap } from '../core/data/maps.ts';
import { exitCodes } from '../core/exit-codes.ts';
import { environmentPaths } from '../core/generate.ts';
import { misuse } from '../core/usage-error.ts';
import type { Style } from '../shell/style.ts';
import { changeChart, changingOptions } from './change/change-chart.ts';
import type { Command, CommandInput, Outcome, Ports } from './command.ts';
import { lookAtChart } from './look-at-chart.ts';
import { askedOf } from './verbs.ts';

const verbs = {
  add: { needs: ['NAME'] },
  remove: { needs: ['NAME'] },
  rename: { needs: ['OLD', 'NEW'] },
  list: { needs: [], onlyLooks: true },
} as const satisfies Command['verbs'];

export const environment: Command = {
  name: 'environment',
  hint: 'Adds, removes, renames or lists the environments of a chart.',
  arguments: [
    { name: 'add|remove|rename|list', hint: 'What to do.', isNeeded: true },
    { name: 'name', hint: 'The environment, such as qa; rename takes two, list none.' },
    { name: 'dir', hint: 'Folder of the chart; by default this one.' },
  ],
  examples: [
    'list my-app',
    'add qa my-app',
    'add demo my-app --environments.demo.kind=staging --environments.demo.hosts.0=demo.example.com',
    'rename prod prod-eu my-app',
    'remove qa my-app',
  ],
  verbs,
  options: changingOptions,
  takesAnswers: true,
  asks: 'before writing',
  run,
};

async function run(input: CommandInput, ports: Ports): Promise<Outcome> {
  const call = ports.callFor(environment.name);
  const { verb, names, dir } = askedOf(input.arguments, verbs, call);
  if (verb === 'list') {
    const own = { ...input, arguments: dir === undefined ? [] : [dir] };
    const { chart, folder } = await lookAtChart(`${environment.name} list`, own, ports);
    list(chart, folder, ports);
    return { exitCode: exitCodes.done };
  }
  const [name = '', young = ''] = names;
  const change = { command: environment.name, words: [verb, ...names], dir };
  if (verb === 'add') {
    return changeChart(
      { ...change, wanted: withEnvironments((known) => added(known, name)) },
      input,
      ports,
    );
  }
  if (verb === 'remove') {
    return changeChart(
      { ...change, wanted: withEnvironments((known) => removed(known, name)) },
      input,
      ports,
    );
  }
  return changeChart(
    {
      ...change,
      wanted: withEnvironments(async (known, present) =>
        renamed(known, name, young, await present()),
      ),
      renaming: {
        answer: ['environments', name, young],
        files: new Map(
          environmentPaths(name).map((path, i) => [path, environmentPaths(young)[i] as string]),
        ),
      },
    },
    input,
    ports,
  );
}

type Present = () => Promise<Chart>;

/** The answers with other environments, made of those that the chart has. */
function withEnvironments(
  change: (known: DataMap, present: Present) => DataMap | Promise<DataMap>,
) {
  return async (answers: DataMap, present: Present): Promise<DataMap> => {
    const known = await environmentsOf(answers, present);
    return { ...answers, environments: await change(known, present) };
  };
}

/** Of answers that do not name them, the ones that such a chart has anyway. */
async function environmentsOf({ environments }: DataMap, present: Present): Promise<DataMap> {
  if (isMap(environments)) return environments;
  const chart = await present();
  return Object.fromEntries(chart.environments.map(({ name }) => [name, {}]));
}

function added(known: DataMap, name: string): DataMap {
  requireNew(known, name);
  return { ...known, [name]: {} };
}

function removed(known: DataMap, name: string): DataMap {
  requireKnown(known, name);
  const { [name]: _, ...rest } = known;
  return rest;
}

/** It stays what and where it is, also where the name alone had told so. */
function renamed(known: DataMap, name: string, young: string, present: Chart): DataMap {
  requireKnown(known, name);
  requireNew(known, young);
  const {
    kind = 'production',
    namespace = '',
    hosts = [],
  } = present.environments.find((one) => one.name === name) ?? {};
  const own = { kind, namespace, hosts: [...hosts], ...(known[name] as DataMap) };
  return Object.fromEntries(
    Object.entries(known).map(([key, value]) => (key === name ? [young, own] : [key, value])),
  );
}

function requireNew(known: DataMap, name: string): void {
  const fault = dnsLabel(name);
  if (fault) throw misuse(name, `the name of an environment must be: ${fault}`);
  if (Object.hasOwn(known, name)) {
    throw misuse(name, 'there is an environment of that name already');
  }
}

function requireKnown(known: DataMap, name: string): void {
  if (Object.hasOwn(known, name)) return;
  const names = Object.keys(known);
  const cure = cureFor(name, names, `there are ${names.join(', ') || 'none'}`);
  throw misuse(name, `there is no such environment; ${cure}`);
}

function list(chart: Chart, folder: string, { reporter }: Ports): void {
  const rows = chart.environments.map(({ name, kind, namespace, hosts }) => ({
    name,
    kind,
    namespace,
    hosts,
    values: environmentPaths(name)[0] as string,
  }));
  const width = (key: 'name' | 'kind' | 'namespace') =>
    Math.max(0, ...rows.map((row) => row[key].length));
  const line = (row: (typeof rows)[number], style: Style) =>
    `  ${row.name.padEnd(width('name'))}  ${row.kind.padEnd(width('kind'))}  ${row.namespace.padEnd(width('namespace'))}  ${style.dim(row.hosts.join(', '))}`.trimEnd();
  reporter.told(
    (style) => [
      `${style.bold('Environments')} of ${chart.name}${rows.length === 0 ? ': none' : ''}`,
      ...rows.map((row) => line(row, style)),
    ],
    { command: 'environment list', folder, name: chart.name, environments: rows },
    exitCodes.done,
  );
}
