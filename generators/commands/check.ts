import { exitCodes } from '../core/exit-codes.ts';
import { inShell } from '../core/template/escape.ts';
import { folderText } from '../core/words.ts';
import type { Command, CommandInput, Outcome, Ports } from './command.ts';
import { lookAtChart } from './look-at-chart.ts';

export const check: Command = {
  name: 'check',
  hint: 'Checks a chart in each of its environments, with your changes; writes nothing.',
  arguments: [{ name: 'dir', hint: 'Folder of the chart; by default this one.' }],
  examples: ['', 'my-app', 'my-app --json', 'my-app --verify'],
  options: ['verify'],
  takesAnswers: false,
  asks: 'nothing',
  run,
};

async function run(input: CommandInput, ports: Ports): Promise<Outcome> {
  const { options } = input;
  const open = await lookAtChart(check.name, input, ports);
  const [{ checkChart }, { checkedLines }] = await Promise.all([
    import('../shell/check/check.ts'),
    import('../shell/check/text.ts'),
  ]);
  const checked = await checkChart(open, ports.workspace);
  const { hasFailed, isIncomplete, environments, ...told } = checked;
  const isLacking = isIncomplete && (options.verify === true || ports.isStrict);
  const exitCode = hasFailed
    ? exitCodes.failed
    : isLacking
      ? exitCodes.notVerified
      : exitCodes.done;
  const callUpdate = `${ports.callFor('update')} ${inShell(open.folder)}`;
  ports.reporter.told(
    (style) => checkedLines(checked, callUpdate, style),
    { command: check.name, ...told },
    exitCode,
  );
  if (exitCode !== exitCodes.done && options.quiet) {
    const call = `${ports.callFor(check.name)} ${inShell(open.folder)}`;
    ports.reporter.failure(`${folderText(open.folder)}: not all is well; see ${call}`);
  }
  return { exitCode };
}
