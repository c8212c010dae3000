import type { Ports } from '../../commands/command.ts';
import type { Chart } from '../../core/chart.ts';
import { type ExitCode, exitCodes } from '../../core/exit-codes.ts';
import { type FoundTools, findTools } from './helm-tools.ts';
import type { VerifyStep } from './step.ts';
import { type VerifyRequest, verify } from './verify.ts';

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
  const requests = charts.map(({ folder, chart }) => requestFor(chart, folder, workspace));
  const verification = await verify(requests, tools, (step) => reporter.step(step));
  const hasFailed = verification.some(({ outcome }) => outcome === 'failed');
  const isLacking = isStrict && isIncomplete(tools, verification);
  const exitCode = hasFailed || isLacking ? exitCodes.notVerified : exitCodes.done;
  return { verification, notVerified: tools.missing, exitCode };
}

/** Whether less was verified than could be. */
export function isIncomplete({ missing }: FoundTools, steps: readonly VerifyStep[]): boolean {
  return missing.length > 0 || steps.some(({ outcome }) => outcome === 'skipped');
}

export function requestFor(chart: Chart, folder: string, workspace: string): VerifyRequest {
  return {
    folder,
    workspace,
    release: chart.name,
    environments: chart.environments.map(({ name, namespace }) => ({ name, namespace })),
    kubernetes: chart.answers.chart.kubernetes,
  };
}
