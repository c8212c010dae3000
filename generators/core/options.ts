/** The flags that are no answers: the same for every command and both hosts. */
export interface Option {
  name: string;
  hint: string;
  /** What it takes, as help shows it; a switch takes nothing. */
  takes?: string;
}

export const options = [
  {
    name: 'answers',
    takes: 'FILE',
    hint: 'Take the answers from a YAML file, or from standard input with -; nothing is asked.',
  },
  { name: 'defaults', hint: 'Take the default of every answer; nothing is asked.' },
  { name: 'dry-run', hint: 'Show the plan and write nothing.' },
  { name: 'verify', hint: 'Fail with exit code 4 where something cannot be verified, as in CI.' },
  { name: 'no-verify', hint: 'Verify nothing.' },
  { name: 'json', hint: 'Print one JSON document and nothing else; nothing is asked.' },
  { name: 'quiet', hint: 'Print errors only.' },
  { name: 'no-color', hint: 'Print without colours; NO_COLOR does the same.' },
  { name: 'help', hint: 'Show how to use it; with --help=all every answer.', takes: '[=all]' },
  { name: 'version', hint: 'Show the version.' },
] as const satisfies readonly Option[];

export type OptionName = (typeof options)[number]['name'];
export type OptionValues = { [K in OptionName]?: string | true };
