import { type OpenChart, openChart, placeOf } from '../shell/open-chart.ts';
import { makeGood } from './carry-out.ts';
import type { CommandInput, Ports } from './command.ts';
import { onlyFolder } from './wrong-use.ts';

/** The chart of a command that changes none; what a killed run has left is settled before. */
export async function lookAtChart(
  command: string,
  { arguments: words }: CommandInput,
  { workspace, reporter, callFor }: Ports,
): Promise<OpenChart> {
  const dir = onlyFolder(words);
  makeGood(placeOf(workspace, dir).directory, reporter);
  return openChart(workspace, dir, callFor(command));
}
