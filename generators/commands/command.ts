import type { DataMap } from '../core/compose/tree.ts';
import type { ExitCode } from '../core/exit-codes.ts';
import { type Option, type OptionName, type OptionValues, options } from '../core/options.ts';
import type { Asker } from '../shell/ask/asker.ts';
import type { Reporter } from '../shell/report.ts';

/** One declaration a command; the CLI and Yeoman both run what stands here. */
export interface Command {
  name: string;
  /** A line for the list of commands. */
  hint: string;
  /** What stands behind the name, as usage shows it. */
  arguments: readonly { name: string; hint: string; isNeeded?: true }[];
  examples: readonly string[];
  /** What it can be told to do by the first word behind its name, where that is more than one thing. */
  verbs?: Readonly<Record<string, Verb>>;
  /** The options it takes, beside those that every command takes. */
  options: readonly OptionName[];
  /** Whether flags may say answers. */
  takesAnswers: boolean;
  /** Whether there is nothing left to ask once an answer was said, or every run ends in a question. */
  asks: 'what was not said' | 'before writing' | 'nothing';
  run(input: CommandInput, ports: Ports): Promise<Outcome>;
}

export interface Verb {
  /** What has to be named behind it, such as NAME. */
  needs: readonly string[];
  /** It changes nothing, so that no option but the common ones means anything to it. */
  onlyLooks?: true;
}

export interface CommandInput {
  arguments: readonly string[];
  options: OptionValues;
  /** What flags, or a composing generator, say of the answers. */
  said: DataMap;
  /** What an answers file would hold, from a program that has it at hand. */
  answers?: DataMap;
}

/** The world as a command sees it. */
export interface Ports {
  /** The folder that paths are relative to. */
  workspace: string;
  /** Absent where nobody can be asked. */
  asker?: Asker;
  reporter: Reporter;
  /** Whether a missing verification is a failure, as in CI. */
  isStrict: boolean;
  /** How a command is called here, by its name; for what is suggested. */
  callFor(command: string): string;
}

export function optionsOf(command: Command): Option[] {
  return (options as readonly (Option & { name: OptionName })[]).filter(
    ({ name, isCommon }) => isCommon || command.options.includes(name),
  );
}

/** The command as far as these words call for it: with a verb that only looks it takes little. */
export function calledFor(command: Command, [word = '']: readonly string[]): Command {
  const { name, verbs = {}, examples } = command;
  if (!Object.hasOwn(verbs, word) || !verbs[word]?.onlyLooks) return command;
  return {
    ...command,
    name: `${name} ${word}`,
    arguments: command.arguments.filter((one) => one.name === 'dir'),
    examples: examples.flatMap((one) =>
      one.startsWith(`${word} `) ? [one.slice(word.length + 1)] : [],
    ),
    options: [],
    takesAnswers: false,
    asks: 'nothing',
  };
}

export interface Outcome {
  exitCode: ExitCode;
}
