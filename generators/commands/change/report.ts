import { activeFeatures, type Chart } from '../../core/chart.ts';
import { lockFileName } from '../../core/compose/answers-file.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import { isSame } from '../../core/immutable/same.ts';
import type { OptionValues } from '../../core/options.ts';
import { entriesOfSteps, isWritten, joinPath } from '../../core/plan.ts';
import type { Step } from '../../core/reconcile/reconcile.ts';
import { inShell } from '../../core/template/escape.ts';
import { counted } from '../../core/words.ts';
import type { Both } from '../../shell/immutable/render-both.ts';
import type { ChartRecord } from '../../shell/open-chart.ts';
import type { Made } from '../../shell/report.ts';
import { describeChart } from '../carry-out.ts';
import type { CommandInput, Outcome, Ports } from '../command.ts';
import type { ChartChange } from './look.ts';

/** With the chart as it was rendered last, where that is known. */
interface LastRecord extends ChartRecord {
  last: Chart | undefined;
}

/** What is going to be told of a change. */
export async function describe(
  command: string,
  { chart, steps, versions }: ChartChange,
  found: Both,
  record: LastRecord,
  options: OptionValues,
): Promise<Made> {
  const { folder } = record;
  const plan = entriesOfSteps(folder, steps);
  const isIdle = !plan.some(isWritten);
  const immutable = 'changes' in found ? found.changes : [];
  return {
    command,
    charts: [describeChart(chart, folder, false)],
    plan,
    guesses: [],
    notices: isIdle
      ? []
      : [
          ...lockNotices(record),
          ...(await refusalNotices(found, options)),
          ...lossNotices(chart, record),
          ...(await gitNotices(record)),
        ],
    written: false,
    ...(versions ? { versions } : {}),
    ...(immutable.length > 0 ? { immutable } : {}),
  };
}

/** Without it, whatever differs from the new render may be an edit. */
function lockNotices({ lockText, branches }: ChartRecord): string[] {
  if (lockText !== undefined || branches) return [];
  return [`Without ${lockFileName} nothing tells your edits: whatever differs is a conflict.`];
}

/** What features that go leave to do for those who run a release. */
function lossNotices(chart: Chart, { branches, last }: LastRecord): string[] {
  if (!last || branches) return [];
  const stay = new Set(activeFeatures(chart).map(({ feature }) => feature.id));
  return activeFeatures(last).flatMap(({ feature: { id, whenRemoved } }) =>
    stay.has(id) || whenRemoved === undefined ? [] : [`${id}: ${whenRemoved}`],
  );
}

async function refusalNotices(found: Both, options: OptionValues): Promise<string[]> {
  if ('changes' in found && found.changes.length === 0) return [];
  const { noticesOf } = await import('./refusals.ts');
  const isRefused = options['dry-run'] && !options['allow-immutable'];
  const only = 'The run itself would be refused for that, unless --allow-immutable is said.';
  return [...noticesOf(found), ...(isRefused ? [only] : [])];
}

/** What git has not seen yet could not be told from what is written now. */
async function gitNotices({ directory, folder, branches }: ChartRecord): Promise<string[]> {
  if (branches) {
    return [
      'What git left open is put together from both branches, with the edits of both.',
      'Not checked whether a live release would take it.',
    ];
  }
  const { uncommitted } = await import('../../shell/git.ts');
  const open = await uncommitted(directory);
  if (open.length === 0) return [];
  const [first = ''] = open;
  const what =
    open.length === 1 ? `${joinPath(folder, first)} is` : `${open.length} files of the chart are`;
  return [`${what} not committed; commit first to see apart what this changes.`];
}

const unverified = { verification: [], notVerified: [], next: [] };

/** Where a run ends before anything is written, with what it has to tell. */
export async function endsHere(
  made: Made,
  found: Both,
  { options }: CommandInput,
  { reporter }: Ports,
): Promise<Outcome | undefined> {
  if (!made.plan.some(isWritten)) {
    reporter.note(nothingToDo(made));
    reporter.summary({ ...made, ...unverified }, exitCodes.done);
    return { exitCode: exitCodes.done };
  }
  if (options.check) {
    reporter.planned(made, true);
    reporter.note('Nothing was written.');
    reporter.summary({ ...made, ...unverified }, exitCodes.drift);
    return { exitCode: exitCodes.drift };
  }
  const hasConflict = made.plan.some(({ action }) => action === 'conflict');
  if (options['on-conflict'] === 'abort' && hasConflict) {
    reporter.planned(made, true);
    const notVerified = ['There are conflicts, so nothing was written.'];
    reporter.summary({ ...made, ...unverified, notVerified }, exitCodes.conflicts);
    return { exitCode: exitCodes.conflicts };
  }
  if (!options['allow-immutable'] && !options['dry-run']) {
    const { requireTaken } = await import('./refusals.ts');
    requireTaken(found);
  }
  return undefined;
}

function nothingToDo({ charts, plan }: Made): string {
  const kept = plan.filter(({ action }) => action === 'kept').length;
  const edits = kept === 0 ? '' : `; your edits of ${counted(kept, 'file')} stay`;
  const names = charts.map(({ name }) => name).join(', ');
  return `Nothing to do: ${names} is what its answers make of it${edits}.`;
}

export function nextCommands(
  { folder, branches, last }: LastRecord,
  chart: Chart,
  steps: readonly Step[],
  { callFor }: Ports,
): string[] {
  const place = inShell(folder);
  const open = steps.filter(({ action }) => action === 'conflict').map(({ path }) => path);
  if (open.length > 0) {
    return [
      `settle what stands between the markers in ${open.join(', ')}`,
      `${callFor('check')} ${place}`,
    ];
  }
  if (branches) return [`git add ${place}`, branches.goOn];
  // A release goes on under the name by which it was installed.
  const { name } = last ?? chart;
  const hasOthers = last && !isSame(last.answers.dependencies, chart.answers.dependencies);
  return [
    `git diff ${place}`,
    ...(hasOthers ? [`helm dependency update ${place}`] : []),
    `helm upgrade ${name} ${place} --namespace ${name} --wait`,
  ];
}
