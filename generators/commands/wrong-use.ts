import type { Fault } from '../core/answers/fault.ts';
import type { OptionName, OptionValues } from '../core/options.ts';
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

const contradictions: readonly (readonly [OptionName, OptionName])[] = [
  ['verify', 'no-verify'],
  ['json', 'quiet'],
];

/** Whether somebody who sits there is to be asked. */
export function mayAsk(command: Command, options: OptionValues, isSaid: boolean): boolean {
  if (options.defaults || options.json || options.quiet) return false;
  if (command.asks === 'what was not said') return !isSaid && options.answers === undefined;
  return command.asks === 'before writing' && !options['dry-run'] && !options.check;
}
