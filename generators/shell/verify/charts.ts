import { resolve } from 'node:path';
import type { Ports } from '../../commands/command.ts';
import type { Chart } from '../../core/chart.ts';
import { type ExitCode, exitCodes } from '../../core/exit-codes.ts';
import { hasOverlay } from './checks.ts';
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
  const notVerified = [
    ...tools.missing,
    ...requests.flatMap(({ lost = [] }) => lost.map(lostText)),
  ];
  return { verification, notVerified, exitCode };
}

/** Whether less was verified than could be. */
export function isIncomplete({ missing }: FoundTools, steps: readonly VerifyStep[]): boolean {
  return missing.length > 0 || steps.some(({ outcome }) => outcome === 'skipped');
}

/** Environments that have lost their overlay are left out: values.yaml alone would be another one. */
export function requestFor(chart: Chart, folder: string, workspace: string): VerifyRequest {
  const isThere = (one: { name: string }) => hasOverlay(resolve(workspace, folder), one);
  const lost = chart.environments.filter((one) => !isThere(one)).map(({ name }) => name);
  return {
    folder,
    workspace,
    release: chart.name,
    environments: chart.environments
      .filter(isThere)
      .map(({ name, namespace }) => ({ name, namespace })),
    ...(lost.length > 0 ? { lost } : {}),
    kubernetes: chart.answers.chart.kubernetes,
  };
}

/** What becomes of an environment whose overlay its owner has deleted, which is no fault. */
export function lostText(name: string): string {
  return `values-${name}.yaml is gone, so ${name} was left out: get it back, or run environment remove ${name}.`;
}
