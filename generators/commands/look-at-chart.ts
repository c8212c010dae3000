import { options as allOptions, type Option } from '../core/options.ts';
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

/** The chart for a verb that only lists: what would change something has no place beside it. */
export async function lookToList(
  command: string,
  dir: string | undefined,
  input: CommandInput,
  ports: Ports,
): Promise<OpenChart> {
  const common = (allOptions as readonly Option[]).filter(({ isCommon }) => isCommon);
  const strangers = [
    ...Object.keys(input.options).filter((name) => !common.some((one) => one.name === name)),
    ...Object.keys(input.said),
  ];
  if (strangers.length > 0) {
    const message = `means nothing to ${command}, which changes nothing; leave it out`;
    throw new UsageError(strangers.map((name) => ({ path: `--${name}`, message })));
  }
  return lookAtChart(command, { ...input, arguments: dir === undefined ? [] : [dir] }, ports);
}
