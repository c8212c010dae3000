import { isWritten, type PlanEntry } from '../core/plan.ts';
import type { StepAction } from '../core/reconcile/reconcile.ts';
import { folderText, valueText } from '../core/words.ts';
import type { Made } from './report.ts';
import type { Style } from './style.ts';

/** A plan as people read it before it is carried out. */
export function plannedLines(made: Made, isDry: boolean, style: Style): string[] {
  const isNew = made.charts.every((chart) => chart.isNew);
  return [
    ...made.charts.flatMap((chart) => [
      isNew ? newHead(chart, made.plan, style) : changedHead(chart, made.plan, style),
      ...(isNew ? chartLines(chart) : []),
    ]),
    ...made.guesses.map(
      ({ path, value, from }) =>
        `  guessed       ${path} ${valueText(value)} ${style.dim(`(${from})`)}`,
    ),
    ...versionLines(made, style),
    ...made.notices.map((notice) => `  ${style.warn(notice)}`),
    ...(isNew && !isDry ? [] : ['', ...made.plan.map((entry) => entryLine(entry, style))]),
  ];
}

type PlannedChart = Made['charts'][number];

function newHead({ name, folder }: PlannedChart, plan: readonly PlanEntry[], style: Style): string {
  const files = plan.filter(({ path }) => path.startsWith(`${folder}/`) || folder === '.');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const size = `${files.length} new files, ${Math.round(bytes / 1024)} kB`;
  return `${style.bold(name)}: ${size}, in ${folderText(folder)}`;
}

function chartLines({ features, environments }: PlannedChart): string[] {
  return [
    `  features      ${features.join(', ') || 'none'}`,
    `  environments  ${environments.join(', ') || 'none'}`,
  ];
}

/** Such as: my-app: 2 changed, 1 merged, 3 kept */
function changedHead({ name }: PlannedChart, plan: readonly PlanEntry[], style: Style): string {
  return `${style.bold(name)}: ${countsOf(plan)}`;
}

function countsOf(plan: readonly PlanEntry[]): string {
  const count = (wanted: StepAction) => plan.filter(({ action }) => action === wanted).length;
  return (Object.keys(colours) as StepAction[])
    .filter((action) => count(action) > 0)
    .map(
      (action) => `${count(action)} ${action === 'conflict' ? conflicts(count(action)) : action}`,
    )
    .join(', ');
}

const conflicts = (count: number) => (count === 1 ? 'with a conflict' : 'with conflicts');

function versionLines({ versions }: Made, style: Style): string[] {
  if (!versions) return [];
  const { from, to, changes } = versions;
  return [
    `  Written by ${from === '' ? 'an unknown version' : from} of the generator; this is ${to}.`,
    ...changes.map(
      ({ text, isBreaking }) => `  ${isBreaking ? style.bad('breaking  ') : '          '}${text}`,
    ),
  ];
}

/** What becomes of files, in the order in which it is counted. */
const colours = {
  new: 'good',
  changed: 'accent',
  merged: 'accent',
  conflict: 'bad',
  kept: 'dim',
  deleted: 'warn',
} as const satisfies Record<StepAction, keyof Style>;

function entryLine(entry: PlanEntry, style: Style): string {
  const { path, action } = entry;
  const why = reason(entry);
  return `  ${style[colours[action]](action.padEnd(8))}  ${path}${why ? style.dim(`  ${why}`) : ''}`;
}

function reason(entry: PlanEntry): string {
  const { action, because, conflicts = [] } = entry;
  if (conflicts.length > 0) {
    const places = conflicts.map(({ line, path }) =>
      path ? `${path} (line ${line})` : `line ${line}`,
    );
    return places.join(', ');
  }
  if (because === 'edited') return isWritten(entry) ? 'with your edits' : 'your edits';
  if (because === 'left over') return 'no longer rendered; it stays for your edits';
  if (because === 'removed') return 'you removed it';
  if (because === 'no text') return 'no text of ours; yours stays as it is';
  return action === 'merged' ? 'with your edits' : '';
}
