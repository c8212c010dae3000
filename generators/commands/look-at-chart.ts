import { UsageError } from '../core/usage-error.ts';
import { type OpenChart, openChart, placeOf } from '../shell/open-chart.ts';
import { makeGood } from './carry-out.ts';
import type { CommandInput, Ports } from './command.ts';

/** The chart of a command that changes none; what a killed run has left is settled before. */
export async function lookAtChart(
  command: string,
  { arguments: [dir, ...more] }: CommandInput,
  { workspace, reporter, callFor }: Ports,
): Promise<OpenChart> {
  if (more[0] !== undefined) {
    throw new UsageError([{ path: more[0], message: 'one folder is enough' }]);
  }
  makeGood(placeOf(workspace, dir).directory, reporter);
  return openChart(workspace, dir, callFor(command));
}
