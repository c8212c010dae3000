import { exitCodes } from '../core/exit-codes.ts';
import { inShell } from '../core/template/escape.ts';
import type { Command, CommandInput, Outcome, Ports } from './command.ts';
import { lookAtChart } from './look-at-chart.ts';

export const info: Command = {
  name: 'info',
  hint: 'Says what a chart is, what you changed in it, and how many pods and how much it asks for.',
  arguments: [{ name: 'dir', hint: 'Folder of the chart; by default this one.' }],
  examples: ['', 'my-app', 'my-app --json'],
  options: [],
  takesAnswers: false,
  asks: 'nothing',
  run,
};

async function run(input: CommandInput, ports: Ports): Promise<Outcome> {
  const open = await lookAtChart(info.name, input, ports);
  const [{ chartInfo }, { infoLines }] = await Promise.all([
    import('../shell/info/info.ts'),
    import('../shell/info/text.ts'),
  ]);
  const found = await chartInfo(open, ports.workspace);
  const callUpdate = `${ports.callFor('update')} ${inShell(open.folder)}`;
  ports.reporter.told(
    (style) => infoLines(found, callUpdate, style),
    { command: info.name, ...found },
    exitCodes.done,
  );
  return { exitCode: exitCodes.done };
}
