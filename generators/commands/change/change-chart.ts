import type { Chart } from '../../core/chart.ts';
import type { DataMap } from '../../core/compose/tree.ts';
import { mergeData } from '../../core/compose/tree.ts';
import { MODE_FILE } from '../../core/files.ts';
import type { OptionName } from '../../core/options.ts';
import { makePlan } from '../../core/plan.ts';
import type { Snapshot } from '../../core/reconcile/reconcile.ts';
import type { Renaming } from '../../core/reconcile/rename.ts';
import { misuse } from '../../core/usage-error.ts';
import { LeftError } from '../../shell/ask/asker.ts';
import { readBranchRecord } from '../../shell/branch-record.ts';
import type { Both } from '../../shell/immutable/render-both.ts';
import { answersOf, type ChartRecord, placeOf } from '../../shell/open-chart.ts';
import { carryOut, makeGood } from '../carry-out.ts';
import type { CommandInput, Outcome, Ports } from '../command.ts';
import { requireNoLeftOvers } from './left-over-values.ts';
import { type ChartChange, chartOfAnswers, lastChart, look, lookUnchanged } from './look.ts';
import { describe, endsHere, nextCommands } from './report.ts';
import { settleConflicts } from './settle.ts';

/** The options of every command that changes a chart. */
export const changingOptions: readonly OptionName[] = [
  'defaults',
  'dry-run',
  'diff',
  'on-conflict',
  'bump',
  'allow-immutable',
  'verify',
  'no-verify',
];

/** What a command wants of a chart that is there. */
export interface ChangeRequest {
  command: string;
  /** What stands between the command and the folder, such as `add hpa`. */
  words?: readonly string[];
  dir: string | undefined;
  /** The answers that are wanted, of those that lie in the chart; without it, those. */
  wanted?(answers: DataMap, present: () => Promise<Chart>): DataMap | Promise<DataMap>;
  renaming?: Renaming;
}

/**
 * Renders a chart again, by other answers or by another version, and brings that together with what
 * its owners have made of the last render. Everything that changes a chart goes through here.
 */
export async function changeChart(
  request: ChangeRequest,
  input: CommandInput,
  ports: Ports,
): Promise<Outcome> {
  const place = placeOf(ports.workspace, request.dir);
  makeGood(place.directory, ports.reporter);
  const call = [ports.callFor(request.command), ...(request.words ?? [])].join(' ');
  const record = await readBranchRecord(place, call);
  requireOwnRun(request, record, ports);
  const { renaming } = request;
  const looked = await lookAround(request, record, input);
  const last = isIdle(looked) && !input.options.bump ? undefined : await lastChart(record);
  const unsettled = input.options.bump
    ? await released(looked, last, record, input, renaming)
    : looked;
  const steps = await settleConflicts(unsettled.steps, input.options, ports.asker);
  const change = { ...unsettled, steps };
  const { chart, files, disk } = change;
  if (unsettled.steps.some(({ action }) => action === 'conflict')) {
    // What was settled for the owner may set what is no value any more.
    await requireNoLeftOvers(record, files, steps, renaming);
  }
  // Of what is really going to be written, the new version of the chart included.
  const found = await refusals(change, last, record, renaming);
  const known = { ...record, last };
  const made = await describe(request.command, change, found, known, input.options);

  const end = await endsHere(made, found, input, ports);
  if (end) return end;
  if (ports.asker) {
    ports.reporter.planned(made, false);
    if (!(await ports.asker.mayWrite('Write it?'))) throw new LeftError();
  }
  const changes = steps
    .filter(({ before, after }) => before !== after)
    .map(({ path, after }) => ({
      path,
      was: disk.get(path)?.fingerprint ?? null,
      body: after ?? null,
      mode: modeBefore(path, disk, renaming) ?? files.get(path)?.mode ?? MODE_FILE,
    }));
  const work = {
    plan: makePlan([], [{ root: '.', changes }]),
    at: place.directory,
    made,
    charts: [{ folder: place.folder, chart }],
    next: nextCommands(known, chart, steps, ports),
  };
  return carryOut(work, input, ports);
}

function isIdle({ steps }: ChartChange): boolean {
  return steps.every(({ before, after }) => before === after);
}

/** A file under another name keeps who may read it. */
function modeBefore(
  path: string,
  disk: Snapshot,
  renaming: Renaming | undefined,
): number | undefined {
  const [from] = [...(renaming?.files ?? [])].find(([, to]) => to === path) ?? [];
  return from === undefined ? undefined : disk.get(from)?.mode;
}

/** Bringing two branches together is enough for one run. */
function requireOwnRun({ command }: ChangeRequest, record: ChartRecord, { callFor }: Ports): void {
  if (!record.branches || command === 'update') return;
  const message = `git has left conflicts of two branches; first run ${callFor('update')} ${record.folder}`;
  throw misuse(record.folder, message);
}

async function lookAround(
  { wanted, renaming }: ChangeRequest,
  record: ChartRecord,
  { said, options }: CommandInput,
): Promise<ChartChange> {
  const isPlain = !wanted && !options.bump && Object.keys(said).length === 0;
  const known = isPlain ? await lookUnchanged(record) : undefined;
  if (known) return known;
  const answers = await answersOf(record);
  const present = () => chartOfAnswers({ file: answers }, record);
  const file = (await wanted?.(answers, present)) ?? answers;
  return look({ file, said }, record, { renaming });
}

/** Where nothing tells what was rendered last, the chart on disk is taken for what is wanted now. */
async function refusals(
  change: ChartChange,
  last: Chart | undefined,
  record: ChartRecord,
  renaming: Renaming | undefined,
): Promise<Both> {
  // There is no last chart of two branches.
  if (record.branches || isIdle(change)) return { changes: [] };
  const { whatIsRefused } = await import('./refusals.ts');
  const { chart, steps } = change;
  return whatIsRefused(last ?? chart, chart, record, steps, renaming);
}

/** The same change as a new version of the chart. */
async function released(
  change: ChartChange,
  last: Chart | undefined,
  record: ChartRecord,
  { options, said }: CommandInput,
  renaming: Renaming | undefined,
): Promise<ChartChange> {
  const { answersOfRelease, releaseOf, requireNoOtherVersion, textsOfRelease } = await import(
    './release.ts'
  );
  requireNoOtherVersion(said);
  if (isIdle(change) && options.bump === true) return change;
  // Where the kind is said, nobody need know what it does to a live release before it is settled.
  const found: Both =
    options.bump === true ? await refusals(change, last, record, renaming) : { changes: [] };
  const release = releaseOf(change, last ?? change.chart, { wish: options.bump, found, renaming });
  const given = {
    ...change.given,
    said: mergeData(change.given?.said ?? {}, answersOfRelease(release)),
  };
  const edited = textsOfRelease(release, change.disk);
  return look(given, record, { renaming, seen: change.disk, edited });
}
