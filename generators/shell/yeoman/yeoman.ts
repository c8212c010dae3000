import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import Generator from 'yeoman-generator';
import { type Command, calledFor, type Ports } from '../../commands/command.ts';
import { answerFaults, canAsk, mayAsk, optionFaults } from '../../commands/wrong-use.ts';
import { answersFromFlags, flagTakesValue } from '../../core/answers/flags.ts';
import { parseAnswers } from '../../core/answers/parse.ts';
import { parseArgs } from '../../core/args.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import { thisGenerator } from '../../core/this-generator.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { Adapter } from '../ask/adapter.ts';
import { helpText } from '../help.ts';
import { isPipeline, runCall } from '../host.ts';
import { reporterFor, textReporter } from '../report.ts';
import { type Wish, wishFrom } from './options.ts';
import { callFor, tornWord, wordsBehindName } from './words.ts';

type Options = ConstructorParameters<typeof Generator>[1];

/**
 * A command as Yeoman runs it. Of Yeoman it takes the door and nothing else: its reading of the
 * command line, its storage and its way to write files are left aside, so that `yo` does what the
 * CLI does, and a generator that composes ours keeps its own files.
 */
export function generatorFor(command: Command) {
  return class extends Generator {
    constructor(args: string[], options: Options) {
      super(args, options, { disableInGeneratorOptionsSupport: true, inheritTasks: true });
    }

    /** Yeoman's own makes the folder, on a dry run too. */
    override destinationRoot(root?: string): string {
      if (root !== undefined) this._destinationRoot = resolve(root);
      return this._destinationRoot || this.env.cwd;
    }

    /**
     * Yeoman would look for settings in package.json, .yo-rc.json and at home, and fail where it
     * may not read them or cannot understand them. There are none of ours.
     */
    override createStorage(path: string, options?: Parameters<Generator['createStorage']>[1]) {
      return super.createStorage(join(this.sourceRoot(), basename(path)), options);
    }

    override rootGeneratorName(): string {
      return thisGenerator.name;
    }

    override rootGeneratorVersion(): string {
      return thisGenerator.version;
    }

    /** The environment prints this and runs nothing. */
    override help(): string {
      return help(command, wordsBehindName(command, process.argv.slice(2)) ?? []);
    }

    async writing(): Promise<void> {
      const isRoot = this.env.rootGenerator() === (this as Generator);
      const words = isRoot ? wordsBehindName(command, process.argv.slice(2)) : undefined;
      if (words) process.exitCode = await runWords(command, words, this.env.cwd);
      else await runWish(command, this, isRoot);
    }
  };
}

function help(command: Command, words: readonly string[]): string {
  const { options, answerFlags, faults } = parseArgs(words, flagTakesValue);
  const wrong = [...faults, ...answersFromFlags(answerFlags).faults];
  if (wrong.length === 0) {
    return helpText(callFor, command, options.help === 'all').trimEnd();
  }
  textReporter({ quiet: false, noColor: options['no-color'] === true, diff: false }).faults(wrong);
  process.exit(exitCodes.badUsage);
}

/** Called from the command line: what the CLI does, and its exit code. */
async function runWords(command: Command, argv: string[], workspace: string): Promise<number> {
  const torn = tornWord(argv);
  const instead = `npx ${thisGenerator.name}`;
  if (isClosedHome()) {
    process.stderr.write(`error yo cannot be run as root; use ${instead} ${argv.join(' ')}\n`);
    return exitCodes.failed;
  }
  if (torn !== undefined) {
    process.stderr.write(`error ${torn}: yo cannot take a comma at the end; use ${instead}\n`);
    // Or yo went on to run what stands behind the comma.
    process.exit(exitCodes.badUsage);
  }
  return runCall({ argv, workspace, callFor, command });
}

/** yo, started as root, goes on as somebody else, to whom root's home is closed. */
function isClosedHome(): boolean {
  const home = homedir();
  try {
    accessSync(home, constants.R_OK | constants.X_OK);
    return false;
  } catch {
    return statSync(home, { throwIfNoEntry: false })?.uid === 0;
  }
}

/** Run by a program: by a generator that composes ours, by a test, by an environment. */
async function runWish(chosen: Command, generator: Generator, isRoot: boolean): Promise<void> {
  const command = calledFor(chosen, argumentsOf(generator));
  const wish = wishFrom(generator.options as object as Record<string, unknown>);
  const { options, said, answers } = wish;
  try {
    requireTaken(command, wish);
    const asker = await askerFor(
      command,
      wish,
      isRoot,
      generator.env.adapter as object as HostAdapter,
    );
    const { exitCode } = await command.run(
      { arguments: argumentsOf(generator), options, said, ...(answers ? { answers } : {}) },
      {
        workspace: generator.destinationRoot(),
        ...(asker ? { asker } : {}),
        reporter: reporterFor(options),
        isStrict: isPipeline(),
        callFor,
      },
    );
    // The chart stands, and so shall what others have still to write.
    if (exitCode !== exitCodes.done) process.exitCode = exitCode;
  } catch (error) {
    throw new GeneratorError(error);
  }
}

/** What is wrong with a wish, in the words that the command line has for it. */
function requireTaken(command: Command, { options, said, answers, faults }: Wish): void {
  const flags = Object.keys(said).map((key) => `--${key}`);
  const wrong = [
    ...faults,
    ...optionFaults(command, { ...options, ...(answers ? { answers: true } : {}) }),
    ...answerFaults(command, flags),
  ];
  if (wrong.length === 0) return;
  const taken = command.takesAnswers ? [said, answers ?? {}] : [];
  throw new UsageError([...wrong, ...taken.flatMap((given) => parseAnswers({}, given).faults)]);
}

/** yo prints the message and ends with the code. */
class GeneratorError extends Error {
  override name = 'GeneratorError';
  readonly code: number;

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.code = cause instanceof UsageError ? exitCodes.badUsage : exitCodes.failed;
  }
}

/** Composing generators hand arguments over as such or among the options. */
function argumentsOf(generator: Generator): string[] {
  const { arguments: given, args } = generator.options as { arguments?: unknown; args?: unknown };
  if (generator._args.length > 0) return generator._args.map(String);
  return [given ?? args ?? []].flat().map(String);
}

interface HostAdapter extends Adapter {
  /** Behind the queue that the environment puts in front of it. */
  actualAdapter?: { stdin?: unknown };
  stdin?: unknown;
}

/** yeoman-test and programs put adapters of their own in the terminal's place. */
export function isTerminal(adapter: HostAdapter): boolean {
  return (adapter.actualAdapter ?? adapter).stdin === process.stdin;
}

/** A generator that composes ours is asked nothing behind its back. */
async function askerFor(
  command: Command,
  wish: Wish,
  isRoot: boolean,
  adapter: HostAdapter,
): Promise<Ports['asker']> {
  const { options, said, answers } = wish;
  const isSaid = Object.keys(said).length > 0 || answers !== undefined;
  if (!canAsk(command, options)) return undefined;
  if (!(wish.ask ?? (isRoot && mayAsk(command, options, isSaid)))) return undefined;
  if (!isTerminal(adapter)) return (await import('../ask/adapter.ts')).adapterAsker(adapter);
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const { terminalAsker } = await import('../ask/ask.ts');
  return terminalAsker({ noColor: options['no-color'] === true });
}
