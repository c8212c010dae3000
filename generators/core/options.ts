import { bumpKinds } from './release/bump.ts';

/** The flags that are no answers, for both hosts; each command says which of them it takes. */
export interface Option {
  name: string;
  hint: string;
  /** What it takes, as help shows it; a switch takes nothing. */
  takes?: string;
  /** What it may be, where that is a list. */
  choices?: readonly string[];
  /** Taken by every command. */
  isCommon?: true;
}

export const options = [
  {
    name: 'answers',
    takes: 'FILE',
    hint: 'Take the answers from a YAML file, or from standard input with -; nothing is asked.',
  },
  { name: 'defaults', hint: 'Take the default of every answer; nothing is asked.' },
  { name: 'dry-run', hint: 'Show the plan and write nothing.' },
  { name: 'diff', hint: 'Show the plan with every line that changes.' },
  { name: 'check', hint: 'Write nothing; exit with 5 where an update would change something.' },
  {
    name: 'on-conflict',
    takes: 'HOW',
    choices: ['merge', 'keep', 'overwrite', 'abort'],
    hint: 'Where you and the new render changed the same lines: merge (both, between markers), keep, overwrite or abort.',
  },
  {
    name: 'bump',
    takes: '[=KIND]',
    choices: bumpKinds,
    hint: `Raise the chart's version, by the kind of change or as said (${bumpKinds.join(', ')}), with an entry in its changelog.`,
  },
  {
    name: 'allow-immutable',
    hint: 'Write even what a cluster refuses to change on a live release.',
  },
  { name: 'verify', hint: 'Fail with exit code 4 where something cannot be verified, as in CI.' },
  { name: 'no-verify', hint: 'Verify nothing.' },
  {
    name: 'json',
    isCommon: true,
    hint: 'Print one JSON document and nothing else; nothing is asked.',
  },
  { name: 'quiet', isCommon: true, hint: 'Print errors only.' },
  { name: 'no-color', isCommon: true, hint: 'Print without colours; NO_COLOR does the same.' },
  {
    name: 'help',
    isCommon: true,
    hint: 'Show how to use it; with --help=all every answer.',
    takes: '[=all]',
  },
  { name: 'version', isCommon: true, hint: 'Show the version.' },
] as const satisfies readonly Option[];

export type OptionName = (typeof options)[number]['name'];
export type OptionValues = { [K in OptionName]?: string | true };

/** As usage shows it: --bump[=KIND], --answers FILE. */
export function usageOf({ name, takes = '' }: Option): string {
  return `--${name}${takes === '' || takes.startsWith('[') ? takes : ` ${takes}`}`;
}

/** What is wrong with the value of an option, if anything. */
export function valueFault({ choices }: Option, value: string | true): string | undefined {
  if (choices === undefined || value === true || choices.includes(value)) return undefined;
  return `must be one of ${choices.join(', ')}, not "${value}"`;
}
