import { nearest } from '../core/answers/fault.ts';
import { dnsLabel } from '../core/answers/rules.ts';
import type { Chart } from '../core/chart.ts';
import { type DataMap, isMap } from '../core/compose/tree.ts';
import { exitCodes } from '../core/exit-codes.ts';
import { environmentPaths } from '../core/generate.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Style } from '../shell/style.ts';
import { changeChart, changingOptions } from './change-chart.ts';
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
    return changeChart({ ...change, wanted: (answers) => added(answers, name) }, input, ports);
  }
  if (verb === 'remove') {
    return changeChart({ ...change, wanted: (answers) => removed(answers, name) }, input, ports);
  }
  return changeChart(
    {
      ...change,
      wanted: async (answers, present) => renamed(answers, name, young, await present()),
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

function environmentsOf({ environments }: DataMap): DataMap {
  return isMap(environments) ? environments : {};
}

function added(answers: DataMap, name: string): DataMap {
  const known = environmentsOf(answers);
  requireNew(known, name);
  return { ...answers, environments: { ...known, [name]: {} } };
}

function removed(answers: DataMap, name: string): DataMap {
  const { [name]: gone, ...rest } = environmentsOf(answers);
  if (gone === undefined) throw unknown(answers, name);
  return { ...answers, environments: rest };
}

/** It stays what and where it is, also where the name alone had told so. */
function renamed(answers: DataMap, name: string, young: string, present: Chart): DataMap {
  const known = environmentsOf(answers);
  if (known[name] === undefined) throw unknown(answers, name);
  requireNew(known, young);
  const {
    kind = 'production',
    namespace = '',
    hosts = [],
  } = present.environments.find((one) => one.name === name) ?? {};
  const own = { kind, namespace, hosts: [...hosts], ...(known[name] as DataMap) };
  const environments = Object.fromEntries(
    Object.entries(known).map(([key, value]) => (key === name ? [young, own] : [key, value])),
  );
  return { ...answers, environments };
}

function requireNew(known: DataMap, name: string): void {
  const fault = dnsLabel(name);
  if (fault) throw misuse(name, `the name of an environment must be: ${fault}`);
  if (known[name] !== undefined) throw misuse(name, 'there is an environment of that name already');
}

function unknown(answers: DataMap, name: string): UsageError {
  const names = Object.keys(environmentsOf(answers));
  const near = nearest(name, names);
  const cure = near ? `did you mean ${near}?` : `there are ${names.join(', ') || 'none'}`;
  return misuse(name, `there is no such environment; ${cure}`);
}

function misuse(path: string, message: string): UsageError {
  return new UsageError([{ path, message }]);
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
    { ok: true, command: 'environment list', folder, name: chart.name, environments: rows },
  );
}
