import { cureFor, type Fault } from './answers/fault.ts';
import { type Option, type OptionName, type OptionValues, options, valueFault } from './options.ts';

/** A command line, taken apart; what the flags mean to the answers is found out later. */
export interface Args {
  positionals: string[];
  options: OptionValues;
  answerFlags: AnswerFlag[];
  faults: Fault[];
}

export interface AnswerFlag {
  /** As it was given, for messages. */
  flag: string;
  path: string[];
  value: string | undefined;
  /** `--no-…` */
  negated: boolean;
}

const optionNames: ReadonlySet<string> = new Set(options.map(({ name }) => name));

/**
 * `takesValue` says of an answer's path whether the next word belongs to it; without it every
 * answer flag does, which is right for all but the yes/no ones.
 */
export function parseArgs(argv: readonly string[], takesValue: (path: string[]) => boolean): Args {
  const args: Args = { positionals: [], options: {}, answerFlags: [], faults: [] };
  const words = [...argv];
  let onlyPositionals = false;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (onlyPositionals || !word.startsWith('-') || word === '-') args.positionals.push(word);
    else if (word === '--') onlyPositionals = true;
    else if (word === '-h') args.options.help = true;
    else if (!word.startsWith('--'))
      args.faults.push({ path: word, message: 'unknown; flags are written with two dashes' });
    else takeFlag(args, word, words, takesValue);
  }
  return args;
}

function takeFlag(
  args: Args,
  word: string,
  words: string[],
  takesValue: (path: string[]) => boolean,
): void {
  const equals = word.indexOf('=');
  const flag = equals === -1 ? word : word.slice(0, equals);
  const given = equals === -1 ? undefined : word.slice(equals + 1);
  const name = flag.slice(2);
  if (optionNames.has(name)) {
    takeOption(args, name as OptionName, given, words);
    return;
  }
  const negated = name.startsWith('no-');
  const path = splitPath(negated ? name.slice(3) : name);
  const value = given ?? (negated || !takesValue(path) ? undefined : nextValue(words));
  args.answerFlags.push({ flag, path, value, negated });
}

function takeOption(
  args: Args,
  name: OptionName,
  given: string | undefined,
  words: string[],
): void {
  const option = (options as readonly Option[]).find((known) => known.name === name) as Option;
  const { takes } = option;
  const fault = (message: string) => args.faults.push({ path: `--${name}`, message });
  const take = (value: string | true) => {
    const message = valueFault(option, value);
    if (message === undefined) args.options[name] = value;
    else fault(message);
  };
  if (takes === undefined) {
    if (given === undefined) args.options[name] = true;
    else fault('takes no value');
    return;
  }
  if (takes.startsWith('[')) {
    take(given ?? true);
    return;
  }
  const value = given ?? nextValue(words);
  if (value === undefined || value === '') fault(`needs ${takes}`);
  else take(value);
}

/** The word behind a flag, unless it is a flag itself; a value that looks like one stands behind =. */
function nextValue(words: string[]): string | undefined {
  return words[0]?.startsWith('--') ? undefined : words.shift();
}

/** Dots part a path; a dot inside a name stands behind a backslash. */
export function splitPath(text: string): string[] {
  return text.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'));
}

/** The same path as flags write it. */
export function dotted(path: readonly PropertyKey[]): string {
  return path.map((part) => String(part).replaceAll('.', '\\.')).join('.');
}

export function unknownFlag(flag: string, known: Iterable<string>): Fault {
  return { path: flag, message: `unknown flag; ${cureFor(flag, known, 'see --help=all')}` };
}
