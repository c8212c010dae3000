import { show } from '../../core/answers/settle.ts';
import { amountText, podsText } from '../../core/info/amount-text.ts';
import { type ResourceName, resourceNames } from '../../core/info/amounts.ts';
import type { Totals } from '../../core/info/totals.ts';
import { compareVersions } from '../../core/versions.ts';
import { folderText } from '../../core/words.ts';
import type { Style } from '../style.ts';
import type { ChartInfo } from './info.ts';
import { tableLines } from './table.ts';

const widest = 100;

/** What a chart is, as a person wants to read it. */
export function infoLines(info: ChartInfo, callUpdate: string, style: Style): string[] {
  const sections: [title: string, lines: string[]][] = [
    ['Environments', environmentLines(info)],
    ['Your files', fileLines(info)],
    ['Answers that are not the default', answerLines(info)],
    ['Objects and pods', renderLines(info, style)],
  ];
  return [
    ...headLines(info, callUpdate, style),
    ...sections.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : ['', style.bold(title), ...lines.map(indented)],
    ),
  ];
}

function headLines(info: ChartInfo, callUpdate: string, style: Style): string[] {
  const { folder, name, version, appVersion, profile, features } = info;
  const rows = [
    ['app', appVersion],
    ['profile', profile],
    ['features', features.on.join(', ') || 'none'],
    ['without', features.off.join(', ')],
    ['made by', generatorText(info, callUpdate)],
  ].filter(([, value]) => value !== '');
  return [
    style.bold(`${name} ${version} in ${folderText(folder)}`),
    ...tableLines(rows as string[][], Number.POSITIVE_INFINITY).map(indented),
  ];
}

function generatorText({ generator }: ChartInfo, callUpdate: string): string {
  const { chart, this: own } = generator;
  if (chart === '') return `unknown, since there is no lock; run: ${callUpdate}`;
  return compareVersions(chart, own) < 0 ? `${chart}; this is ${own}, run: ${callUpdate}` : chart;
}

function environmentLines({ environments }: ChartInfo): string[] {
  return tableLines(
    environments.map(({ name, kind, namespace, hosts }) => [
      name,
      kind,
      namespace,
      hosts.join(', '),
    ]),
    Number.POSITIVE_INFINITY,
  );
}

function fileLines({ files }: ChartInfo): string[] {
  if (files === null) return ['not known, since there is no lock'];
  return (['edited', 'deleted', 'added'] as const).flatMap((what) =>
    files[what].map((path) => `${what.padEnd(7)}  ${path}`),
  );
}

function answerLines({ answers }: ChartInfo): string[] {
  const rows = answers.map(({ path, value }) => [path, show(value)]);
  return tableLines(rows, Number.POSITIVE_INFINITY);
}

function renderLines({ renders }: ChartInfo, style: Style): string[] {
  const known = renders.flatMap(({ environment, totals }) =>
    totals ? [{ title: environment ?? 'values.yaml', totals }] : [],
  );
  const kinds = [...new Set(known.flatMap(({ totals }) => Object.keys(totals.objects)))].toSorted();
  const row = (title: string, cell: (totals: Totals) => string) => [
    title,
    ...known.map(({ totals }) => cell(totals)),
  ];
  const rows = [
    ['', ...known.map(({ title }) => title)],
    ...kinds.map((kind) => row(kind, ({ objects }) => String(objects[kind] ?? '-'))),
    ...(known.some(({ totals }) => totals.hooks > 0)
      ? [row('hooks, such as tests', ({ hooks }) => String(hooks))]
      : []),
    [],
    row('pods', ({ pods }) => podsText(pods)),
    ...resourceNames.flatMap((name) => [
      row(`${words[name]}, requested`, ({ requests }) => amountText(name, requests[name])),
      row(`${words[name]}, at most`, ({ limits }) => amountText(name, limits[name])),
    ]),
  ];
  return [
    ...(known.length === 0 ? [] : tableLines(rows, widest - 2)),
    ...notCountedLines(known),
    ...faultLines(renders, style),
  ];
}

const words: Record<ResourceName, string> = {
  cpu: 'CPU',
  memory: 'memory',
  'ephemeral-storage': 'disk',
};

function notCountedLines(known: readonly { totals: Totals }[]): string[] {
  const names = [...new Set(known.flatMap(({ totals }) => totals.notCounted))];
  const why = 'since their number varies or is not known';
  return names.length === 0 ? [] : [`Not counted, ${why}: ${names.join(', ')}`];
}

/** Why there is no column for some; the same reason once. */
function faultLines(renders: ChartInfo['renders'], style: Style): string[] {
  const places = new Map<string, string[]>();
  for (const { fault, environment } of renders) {
    if (fault === null) continue;
    places.set(fault, [...(places.get(fault) ?? []), environment ?? 'values.yaml']);
  }
  return [...places].flatMap(([fault, where]) => {
    const isAll = where.length === renders.length;
    return [
      style.warn(`Not known${isAll ? '' : ` for ${where.join(', ')}`}:`),
      ...fault.split('\n').map(indented),
    ];
  });
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
