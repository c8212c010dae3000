import { activeFeatures, type Chart } from '../core/chart.ts';
import { type ExitCode, exitCodes } from '../core/exit-codes.ts';
import type { Plan } from '../core/plan.ts';
import { commit, type Recovery, recover } from '../shell/commit/commit.ts';
import type { Made, Reporter } from '../shell/report.ts';
import type { Verified } from '../shell/verify/charts.ts';
import type { CommandInput, Outcome, Ports } from './command.ts';

/** What a command has decided to do: nothing of it has been done yet. */
export interface Work {
  plan: Plan;
  /** The folder that the plan's paths are relative to, if it is not the workspace. */
  at?: string;
  made: Made;
  /** What is verified once it is written. */
  charts: readonly { folder: string; chart: Chart }[];
  /** Commands to run next. */
  next: readonly string[];
}

/** Ends what an earlier run had left undone, before a command looks at a folder. */
export function makeGood(folder: string, reporter: Reporter): void {
  const { recovered, paths, kept }: Recovery = recover(folder);
  if (recovered === 'finished') {
    reporter.note(`An earlier run was cut off; it is finished now: ${paths.join(', ')}`);
  }
  if (recovered === 'undone') {
    reporter.note('An earlier run was cut off; what it had begun is taken back.');
  }
  if (kept.length > 0) {
    reporter.note(`An earlier run was cut off; left as they are now: ${kept.join(', ')}`);
  }
}

/** Shows the plan, or writes it as a whole, verifies it, and tells all of that. */
export async function carryOut(work: Work, input: CommandInput, ports: Ports): Promise<Outcome> {
  const { plan, made, next, at = ports.workspace } = work;
  if (input.options['dry-run']) {
    ports.reporter.planned(made, true);
    ports.reporter.note('Nothing was written.');
    ports.reporter.summary(
      { ...made, verification: [], notVerified: [], next: [] },
      exitCodes.done,
    );
    return { exitCode: exitCodes.done };
  }
  // Whoever was asked has seen it.
  if (!ports.asker) ports.reporter.planned(made, false);
  await commit(plan, at);
  const written = { ...made, written: true };
  ports.reporter.written(written);
  const { verification, notVerified, exitCode } = await verified(work, input, ports);
  ports.reporter.summary({ ...written, verification, notVerified, next }, exitCode);
  return { exitCode };
}

async function verified(
  { charts, made }: Work,
  input: CommandInput,
  ports: Ports,
): Promise<Verified> {
  const without = (why: string, exitCode: ExitCode): Verified => {
    return { verification: [], notVerified: [why], exitCode };
  };
  if (made.plan.some(({ action }) => action === 'conflict')) {
    return without('Not verified, since conflicts are left.', exitCodes.conflicts);
  }
  if (input.options['no-verify']) return without('Not verified, as asked.', exitCodes.done);
  const { verifyCharts } = await import('../shell/verify/charts.ts');
  return verifyCharts(charts, ports, input.options.verify === true || ports.isStrict);
}

export function describeChart(
  chart: Chart,
  folder: string,
  isNew: boolean,
): Made['charts'][number] {
  return {
    folder,
    name: chart.name,
    environments: chart.environments.map(({ name }) => name),
    features: activeFeatures(chart).map(({ feature }) => feature.id),
    isNew,
  };
}
