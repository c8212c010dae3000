import { changeChart, changingOptions } from './change/change-chart.ts';
import type { Command, CommandInput, Outcome, Ports } from './command.ts';
import { onlyFolder } from './wrong-use.ts';

export const update: Command = {
  name: 'update',
  hint: 'Renders a chart again and keeps what you have changed in it.',
  arguments: [{ name: 'dir', hint: 'Folder of the chart; by default this one.' }],
  examples: [
    'my-app',
    'my-app --diff --dry-run',
    'my-app --port=3000 --workload.size=L',
    'my-app --on-conflict=keep --bump',
    'my-app --check',
  ],
  options: ['answers', 'check', ...changingOptions],
  takesAnswers: true,
  asks: 'before writing',
  run,
};

async function run(input: CommandInput, ports: Ports): Promise<Outcome> {
  const dir = onlyFolder(input.arguments);
  const { answers: file } = input.options;
  const given = input.answers;
  if (typeof file !== 'string' && !given) {
    return changeChart({ command: update.name, dir }, input, ports);
  }
  const wanted = async (present: { name?: unknown }) => {
    const { readAnswers } = await import('../shell/read-answers.ts');
    const asked = given ?? readAnswers(file as string);
    // Whose answers these are is known.
    return { ...('name' in present ? { name: present.name as string } : {}), ...asked };
  };
  return changeChart({ command: update.name, dir, wanted }, input, ports);
}
