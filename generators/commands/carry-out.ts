import type { Chart } from '../core/chart.ts';
import { exitCodes } from '../core/exit-codes.ts';
import type { Plan } from '../core/plan.ts';
import { commit, type Recovery, recover } from '../shell/commit/commit.ts';
import type { Made } from '../shell/report.ts';
import type { Verified } from '../shell/verify/charts.ts';
import type { CommandInput, Outcome, Ports } from './command.ts';

/** What a command has decided to do: nothing of it has been done yet. */
export interface Work {
  plan: Plan;
  made: Made;
  /** What is verified once it is written. */
  charts: readonly { folder: string; chart: Chart }[];
  /** Commands to run next. */
  next: readonly string[];
}

/** Ends what an earlier run had left undone, before a command looks at the workspace. */
export function makeGood({ workspace, reporter }: Ports): void {
  const { recovered, paths, kept }: Recovery = recover(workspace);
  if (recovered === 'finished') {
    reporter.note(`An earlier run was cut off; it is finished now: ${paths.join(', ')}`);
  }
  if (kept.length > 0) {
    reporter.note(`An earlier run was cut off; left as they are now: ${kept.join(', ')}`);
  }
}

/** Shows the plan, or writes it as a whole, verifies it, and tells all of that. */
export async function carryOut(work: Work, input: CommandInput, ports: Ports): Promise<Outcome> {
  const { plan, made, next } = work;
  if (input.options['dry-run']) {
    ports.reporter.made(made);
    ports.reporter.summary({ ...made, verification: [], notVerified: [], next: [] });
    return { exitCode: exitCodes.done };
  }
  await commit(plan, ports.workspace);
  const written = { ...made, written: true };
  ports.reporter.made(written);
  const { verification, notVerified, exitCode } = await verified(work, input, ports);
  ports.reporter.summary({ ...written, verification, notVerified, next });
  return { exitCode };
}

async function verified({ charts }: Work, input: CommandInput, ports: Ports): Promise<Verified> {
  if (input.options['no-verify']) {
    const notVerified = ['Not verified, as asked.'];
    return { verification: [], notVerified, exitCode: exitCodes.done };
  }
  const { verifyCharts } = await import('../shell/verify/charts.ts');
  return verifyCharts(charts, ports, input.options.verify === true || ports.isStrict);
}
