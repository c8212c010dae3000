import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from '../../generators/commands/command.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { chartFrom, filesOf } from '../../generators/core/generate.ts';
import type { OptionValues } from '../../generators/core/options.ts';
import { UsageError } from '../../generators/core/usage-error.ts';
import type { Reporter, Summary } from '../../generators/shell/report.ts';

export type Texts = Map<string, string>;

export interface Ran {
  exitCode: number;
  /** All that is told in the end; absent where the run was refused. */
  summary?: Summary;
  /** Why it was refused. */
  faults: readonly { path: string; message: string }[];
  notes: readonly string[];
}

interface Wish {
  words?: readonly string[];
  answers?: DataMap;
  said?: DataMap;
  options?: OptionValues;
}

/** Runs a command in this process on the chart in a folder, as the hosts do, without Helm. */
export async function run(command: Command, folder: string, wish: Wish = {}): Promise<Ran> {
  const notes: string[] = [];
  let summary: Summary | undefined;
  const nothing = () => {};
  const reporter: Reporter = {
    note: (text) => notes.push(text),
    planned: nothing,
    written: nothing,
    step: nothing,
    told: nothing,
    faults: nothing,
    failure: nothing,
    summary: (all) => {
      summary = all;
    },
  };
  const { words = [], answers, said = {}, options = {} } = wish;
  const input = {
    arguments: [...words, folder],
    options: { 'no-verify': true, 'allow-immutable': true, ...options } as OptionValues,
    said,
    ...(answers ? { answers } : {}),
  };
  const ports = {
    workspace: '/',
    reporter,
    isStrict: false,
    callFor: (name: string) => `helm-prod ${name}`,
  };
  const told = () => ({ notes, ...(summary ? { summary } : {}) });
  try {
    const { exitCode } = await command.run(input, ports);
    return { exitCode, faults: [], ...told() };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { exitCode: 2, faults: error.faults, ...told() };
  }
}

/** The files of a fresh chart. */
export async function rendered(answers: DataMap): Promise<Texts> {
  const result = await chartFrom({ file: answers });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return new Map([...filesOf(result.chart)].map(([path, { body }]) => [path, body]));
}

export function write(folder: string, texts: ReadonlyMap<string, string>): void {
  for (const [path, text] of texts) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** All files below a folder; what git keeps there is none of them. */
export function read(folder: string): Texts {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file), file] as const)
      .filter(([path]) => !path.startsWith('.git/'))
      .map(([path, file]): [string, string] => [path, readFileSync(file, 'utf8')])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
