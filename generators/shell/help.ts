import { defaults } from '../../generated/defaults.ts';
import { type Command, optionsOf } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import { flagRows } from '../core/answers/flags.ts';
import { schemaLeaves } from '../core/answers/walk.ts';
import { exitCodes } from '../core/exit-codes.ts';
import { usageOf } from '../core/options.ts';
import { thisGenerator } from '../core/this-generator.ts';

/** How a command is called, by its name. */
export type CallFor = (command: string) => string;

export function helpText(callFor: CallFor, command: Command, all: boolean): string {
  const call = callFor(command.name);
  const words = command.arguments.map(({ name, isNeeded }) => (isNeeded ? name : `[${name}]`));
  return [
    `${thisGenerator.name} ${thisGenerator.version}: ${command.hint}`,
    '',
    'Usage',
    `  ${[call, ...words, '[flags]'].join(' ')}`,
    ...command.arguments.map(({ name, hint }) => row(name, hint)),
    '',
    'Flags',
    ...optionsOf(command).map((option) => row(usageOf(option), option.hint)),
    '',
    ...(command.takesAnswers ? answerRows(all) : []),
    'Examples',
    ...command.examples.map((example) => `  ${call} ${example}`.trimEnd()),
    '',
    ...(command === commands[0] ? otherCommands(callFor) : []),
    'Exit codes',
    `  ${Object.entries(exitWords)
      .map(([name, words]) => `${exitCodes[name as keyof typeof exitCodes]} ${words}`)
      .join('  ')}`,
    '',
  ].join('\n');
}

const exitWords: Record<keyof typeof exitCodes, string> = {
  done: 'done',
  failed: 'failed, or check found something',
  badUsage: 'bad usage or answers',
  conflicts: 'conflicts are left',
  notVerified: 'verification failed after writing, or was impossible',
  drift: 'update --check found something',
};

function row(name: string, hint: string): string {
  return `  ${name.padEnd(24)} ${hint}`;
}

function otherCommands(callFor: CallFor): string[] {
  const [, ...others] = commands;
  return [
    'Other commands',
    ...others.map(({ name, hint }) => row(name, hint)),
    `  Each tells more: ${callFor(others[0]?.name ?? '')} --help`,
    '',
  ];
}

function answerRows(all: boolean): string[] {
  const rows = flagRows(defaults['web-sample']?.answers ?? {});
  const first = new Set(
    [...schemaLeaves()].filter(({ meta }) => meta.first).map(({ path }) => `--${path.join('.')}`),
  );
  const shown = all ? rows : rows.filter(({ flag }) => first.has(flag));
  return [
    all ? 'Answers' : 'Answers (the first ones; all with --help=all)',
    ...(all ? [] : ['  --image REFERENCE        The image, such as ghcr.io/acme/api:1.2.0.']),
    ...shown.map(({ flag, kind, preset, hint }) =>
      row(flag, `${hint} ${`(${kind}${preset ? `; ${preset}` : ''})`}`),
    ),
    '',
    'A flag is the path of an answer: a map’s entry by its name, a list’s by its number, from 0.',
    'A dot inside a name stands behind a backslash. A feature’s name switches it: --no-hpa.',
    '',
  ];
}
