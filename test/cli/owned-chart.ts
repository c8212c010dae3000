import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Snapshot, snapshot } from '../kill/snapshot.ts';
import { type CliOptions, type CliRun, runCli, temporaryFolder } from './run-cli.ts';

/** A chart, by default as the defaults make it, in a folder of its own, with what people do to it. */
export interface OwnedChart {
  /** The folder that commands are run in; the chart is my-app below it. */
  workspace: string;
  /** Where a file of the chart lies. */
  at(path: string): string;
  read(path: string): string;
  write(path: string, text: string): void;
  append(path: string, text: string): void;
  replace(path: string, from: string, to: string): void;
  /** All that the workspace holds: kinds, modes and bytes. */
  all(): Snapshot;
  /** Runs a command as it is. */
  run(args: readonly string[], more?: Partial<CliOptions>): Promise<CliRun>;
  /** The same where no Helm is at hand and none is needed. */
  change(...args: string[]): Promise<CliRun>;
  remove(): void;
}

/** Makes the chart once; every call then gives a copy of its own. */
export async function chartMaker(
  answers: readonly string[] = ['--defaults'],
): Promise<{ copy(): OwnedChart; remove(): void }> {
  const origin = temporaryFolder();
  const made = await runCli(['my-app', ...answers, '--no-verify'], { cwd: origin.path });
  if (made.code !== 0) throw new Error(made.stderr);
  return { copy: () => copyOf(join(origin.path, 'my-app')), remove: origin.remove };
}

/** A copy of the chart in a folder, to do with as one likes. */
export function copyOf(chart: string): OwnedChart {
  const { path: workspace, remove } = temporaryFolder();
  cpSync(chart, join(workspace, 'my-app'), { recursive: true });
  const at = (path: string) => join(workspace, 'my-app', path);
  const read = (path: string) => readFileSync(at(path), 'utf8');
  const run: OwnedChart['run'] = (args, more = {}) => runCli(args, { cwd: workspace, ...more });
  return {
    workspace,
    at,
    read,
    write: (path, text) => writeFileSync(at(path), text),
    append: (path, text) => appendFileSync(at(path), text),
    replace(path, from, to) {
      const text = read(path);
      if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
      writeFileSync(at(path), text.replace(from, to));
    },
    all: () => snapshot(workspace),
    run,
    change: (...args) => run([...args, '--no-verify', '--allow-immutable']),
    remove,
  };
}
