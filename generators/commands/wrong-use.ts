import type { Fault } from '../core/answers/fault.ts';
import { unknownFlag } from '../core/args.ts';
import type { OptionName, OptionValues } from '../core/options.ts';
import { misuse } from '../core/usage-error.ts';
import type { Command } from './command.ts';
import { optionsOf } from './command.ts';

/** What is wrong with the options, seen together and for this command. */
export function optionFaults(command: Command, options: OptionValues): Fault[] {
  const known = new Set(optionsOf(command).map(({ name }) => name));
  const strangers = Object.keys(options)
    .filter((name) => !known.has(name))
    .map((name) => ({
      path: `--${name}`,
      message: `${command.name} does not take it; see ${command.name} --help`,
    }));
  const clashes = contradictions.filter(([one, other]) => options[one] && options[other]);
  return [
    ...strangers,
    ...clashes.map(([one, other]) => ({
      path: `--${one}`,
      message: `and --${other} contradict each other`,
    })),
  ];
}

/** Flags of answers where none are taken. */
export function answerFaults(command: Command, flags: readonly string[]): Fault[] {
  if (command.takesAnswers) return [];
  const known = optionsOf(command).map(({ name }) => `--${name}`);
  return flags.map((flag) => unknownFlag(flag, known));
}

/** The folder of a command that takes no other word. */
export function onlyFolder([dir, stranger]: readonly string[]): string | undefined {
  if (stranger !== undefined) throw misuse(stranger, 'one folder is enough');
  return dir;
}

const contradictions: readonly (readonly [OptionName, OptionName])[] = [
  ['verify', 'no-verify'],
  ['json', 'quiet'],
];

/** Whether a run may come to a question: one that writes nothing needs no leave. */
export function canAsk({ asks }: Command, options: OptionValues): boolean {
  // Nothing may stand beside the one document, or where nothing is to be printed.
  if (options.json || options.quiet) return false;
  return asks === 'before writing' ? !options['dry-run'] && !options.check : asks !== 'nothing';
}

/** Whether somebody who sits there is to be asked. */
export function mayAsk(command: Command, options: OptionValues, isSaid: boolean): boolean {
  if (options.defaults) return false;
  if (command.asks === 'what was not said' && (isSaid || options.answers !== undefined)) {
    return false;
  }
  return canAsk(command, options);
}
