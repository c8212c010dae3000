import { type Command, type CommandInput, calledFor, type Ports } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import { answerFaults, mayAsk, optionFaults } from '../commands/wrong-use.ts';
import type { Fault } from '../core/answers/fault.ts';
import { type Args, parseArgs } from '../core/args.ts';
import type { DataMap } from '../core/compose/tree.ts';
import { exitCodes } from '../core/exit-codes.ts';
import { thisGenerator } from '../core/this-generator.ts';
import { UsageError } from '../core/usage-error.ts';
import { LeftError } from './ask/asker.ts';
import { CommitError } from './commit/commit.ts';
import { print } from './print.ts';
import { type Reporter, reporterFor } from './report.ts';

/** What both hosts do with a command line: the CLI and Yeoman differ in nothing that a user sees. */
export interface Call {
  argv: readonly string[];
  workspace: string;
  /** How a command is called here, by its name. */
  callFor(command: string): string;
  /** The command that the host has chosen already, as `yo helm-prod:app` does. */
  command?: Command;
  /** Replaces the terminal, under a test of the host. */
  asker?: Ports['asker'];
  /** Answers that came as data, from a composing generator. */
  said?: DataMap;
}

export async function runCall(call: Call): Promise<number> {
  const { args, said, command, positionals } = await understand(call);
  const reporter = reporterFor(args.options);
  try {
    if (args.options.help !== undefined && args.faults.length === 0)
      return await help(call, command, args);
    if (args.options.version) {
      print(process.stdout, `${thisGenerator.version}\n`);
      return exitCodes.done;
    }
    args.faults.push(...optionFaults(command, args.options));
    if (args.faults.length > 0) throw new UsageError([...args.faults, ...(await faultsOf(said))]);
    const input: CommandInput = { arguments: positionals, options: args.options, said };
    const asker = await askerFor(call, command, args, said);
    const outcome = await command.run(input, {
      workspace: call.workspace,
      ...(asker ? { asker } : {}),
      reporter,
      isStrict: isPipeline(),
      callFor: call.callFor,
    });
    return outcome.exitCode;
  } catch (error) {
    return tell(error, reporter);
  }
}

/** In a pipeline, what cannot be verified is a failure. */
export function isPipeline(): boolean {
  return !['', '0', 'false'].includes(process.env.CI ?? '');
}

async function understand(call: Call) {
  const hasAnswerFlags = call.argv.some((word) => word.startsWith('--'));
  const flags =
    hasAnswerFlags && needsSchema(call.argv) ? await import('../core/answers/flags.ts') : undefined;
  const args = parseArgs(call.argv, flags?.flagTakesValue ?? (() => true));
  const named = call.command
    ? undefined
    : commands.find(({ name }) => name === args.positionals[0]);
  const positionals = named ? args.positionals.slice(1) : args.positionals;
  const command = calledFor(call.command ?? named ?? commands[0], positionals);
  const read = command.takesAnswers ? flags?.answersFromFlags(args.answerFlags) : undefined;
  const flagNames = args.answerFlags.map(({ flag }) => flag);
  args.faults.push(...(read?.faults ?? answerFaults(command, flagNames)));
  return { args, said: { ...call.said, ...read?.said }, command, positionals };
}

/** What else is wrong, so that a user need not come back for it. */
async function faultsOf(said: DataMap): Promise<Fault[]> {
  const { parseAnswers } = await import('../core/answers/parse.ts');
  return parseAnswers({}, said).faults;
}

/** Flags that are no answers cost no schema. */
function needsSchema(argv: readonly string[]): boolean {
  return parseArgs(argv, () => true).answerFlags.length > 0;
}

/** Asks only where somebody sits there. */
async function askerFor(
  call: Call,
  command: Command,
  { options }: Args,
  said: DataMap,
): Promise<Ports['asker']> {
  if (!mayAsk(command, options, Object.keys(said).length > 0)) return undefined;
  if (call.asker) return call.asker;
  if (!process.stdout.isTTY || !process.stdin.isTTY) return undefined;
  const { terminalAsker } = await import('./ask/ask.ts');
  return terminalAsker({ noColor: options['no-color'] === true });
}

async function help(call: Call, command: Command, args: Args): Promise<number> {
  const { helpText } = await import('./help.ts');
  print(process.stdout, helpText(call.callFor, command, args.options.help === 'all'));
  return exitCodes.done;
}

/** Every error that a user can cause is a line or two; what is left is a fault of ours. */
function tell(error: unknown, reporter: Reporter): number {
  if (error instanceof UsageError) {
    reporter.faults(error.faults);
    return exitCodes.badUsage;
  }
  if (error instanceof LeftError) {
    reporter.note(error.message);
    return exitCodes.failed;
  }
  if (error instanceof CommitError) {
    reporter.failure(error.message);
    return exitCodes.failed;
  }
  const message = error instanceof Error ? error.message : String(error);
  reporter.failure(
    `${message} (a fault of ${thisGenerator.name} ${thisGenerator.version}; nothing more was written)`,
  );
  if (process.env.DEBUG && error instanceof Error) print(process.stderr, `${error.stack}\n`);
  return exitCodes.failed;
}
