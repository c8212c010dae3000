import { defaults } from '../../generated/defaults.ts';
import type { Command } from '../commands/command.ts';
import { flagRows } from '../core/answers/flags.ts';
import { schemaLeaves } from '../core/answers/walk.ts';
import { type Option, options } from '../core/options.ts';
import { thisGenerator } from '../core/this-generator.ts';

export function helpText(calledAs: string, command: Command, all: boolean): string {
  const rows = flagRows(defaults['web-sample']?.answers ?? {});
  const first = new Set(
    [...schemaLeaves()].filter(({ meta }) => meta.first).map(({ path }) => `--${path.join('.')}`),
  );
  const shown = all ? rows : rows.filter(({ flag }) => first.has(flag));
  const lines = [
    `${thisGenerator.name} ${thisGenerator.version}: ${command.hint}`,
    '',
    'Usage',
    `  ${calledAs} ${command.arguments.map(({ name }) => `[${name}]`).join(' ')} [flags]`,
    ...command.arguments.map(({ name, hint }) => `  ${name.padEnd(24)} ${hint}`),
    '',
    'Flags',
    ...(options as readonly Option[]).map(
      ({ name, takes, hint }) =>
        `  ${`--${name}${takes?.startsWith('[') ? takes : takes ? ` ${takes}` : ''}`.padEnd(24)} ${hint}`,
    ),
    '',
    all ? 'Answers' : 'Answers (the first ones; all with --help=all)',
    ...(all ? [] : ['  --image REFERENCE        The image, such as ghcr.io/acme/api:1.2.0.']),
    ...shown.map(
      ({ flag, kind, preset, hint }) =>
        `  ${flag.padEnd(24)} ${hint} ${`(${kind}${preset ? `; ${preset}` : ''})`}`,
    ),
    '',
    'A flag is the path of an answer: a map’s entry by its name, a list’s by its number, from 0.',
    'A dot inside a name stands behind a backslash. A feature’s name switches it: --no-hpa.',
    '',
    'Examples',
    ...command.examples.map((example) => `  ${calledAs} ${example}`),
    '',
    'Exit codes',
    '  0 done  1 failed  2 bad usage or answers  4 written, but verification failed or was impossible',
    '',
  ];
  return lines.join('\n');
}
