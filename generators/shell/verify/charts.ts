import type { Ports } from '../../commands/command.ts';
import type { Chart } from '../../core/chart.ts';
import { type ExitCode, exitCodes } from '../../core/exit-codes.ts';
import { findTools } from './helm-tools.ts';
import type { VerifyStep } from './step.ts';
import { verify } from './verify.ts';

export interface Verified {
  verification: VerifyStep[];
  notVerified: string[];
  exitCode: ExitCode;
}

/** Verifies what was written and says what it could not; strictly, that is a failure too. */
export async function verifyCharts(
  charts: readonly { folder: string; chart: Chart }[],
  { workspace, reporter }: Ports,
  isStrict: boolean,
): Promise<Verified> {
  const tools = await findTools();
  const requests = charts.map(({ folder, chart }) => ({
    folder,
    workspace,
    release: chart.name,
    environments: chart.environments.map(({ name, namespace }) => ({ name, namespace })),
    kubernetes: chart.answers.chart.kubernetes,
  }));
  const verification = await verify(requests, tools, (step) => reporter.step(step));
  const isIncomplete =
    tools.missing.length > 0 || verification.some(({ outcome }) => outcome === 'skipped');
  const hasFailed = verification.some(({ outcome }) => outcome === 'failed');
  const exitCode = hasFailed || (isStrict && isIncomplete) ? exitCodes.notVerified : exitCodes.done;
  return { verification, notVerified: tools.missing, exitCode };
}
