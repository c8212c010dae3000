import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { type Finished, LIMITS, runProcess } from '../../generators/shell/verify/process.ts';
import { isProgram } from '../../scripts/tools/cache.ts';
import { findOnPath } from '../../scripts/tools/probe.ts';
import { locateTools, type Toolbox, type ToolboxKey } from '../../scripts/tools/resolve.ts';
import { hostNamesOf, routesIn } from '../ground/pods.ts';
import type { Carried } from './carried.ts';
import type { Loopback } from './loopback.ts';

export interface Outcome extends Finished {
  /** What it left in its folder, which a container could not have written to. */
  wrote: string[];
}

/** The longest that a command may take where Kubernetes would wait for ever. */
const longestSeconds = 60;

let toolbox: Toolbox | undefined;

/** The program of this name on this machine: one of the tests' tools, else on PATH. */
export function programNamed(word: string): string | undefined {
  if (isAbsolute(word) && isProgram(word)) return word;
  const name = basename(word);
  toolbox ??= locateTools();
  const tool = toolbox[name as ToolboxKey];
  return tool?.ok ? tool.path : findOnPath([name], process.env)[0];
}

/** For tests: whether the program is there, else the test is skipped; in CI it fails. */
export function requireProgram(context: { skip(note?: string): never }, name: string): void {
  if (programNamed(name)) return;
  const reason = `missing: ${name}, in the cache and on PATH; run \`npm run tools\``;
  if (process.env.CI) throw new Error(reason);
  context.skip(reason);
}

/** With the place of its program here, so that whoever runs it need not look for it. */
export function located<Command extends Pick<Carried, 'words'>>(command: Command): Command {
  const [program = '', ...args] = command.words;
  return { ...command, words: [programNamed(program) ?? program, ...args] };
}

/** Runs a command as its container would, up to its deadline, in an empty folder. */
export async function runCarried(command: Carried, curlConfig = ''): Promise<Outcome> {
  const { words, environment, deadlineSeconds } = located(command);
  const room = mkdtempSync(join(tmpdir(), 'helm-prod-script-'));
  const cwd = join(room, 'cwd');
  try {
    mkdirSync(cwd);
    chmodSync(cwd, 0o555);
    writeFileSync(join(room, '.curlrc'), curlConfig);
    const finished = await runProcess(words, {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, CURL_HOME: room, ...environment },
      limits: { ...LIMITS, milliseconds: (deadlineSeconds ?? longestSeconds) * 1000 },
    });
    return { ...finished, wrote: readdirSync(cwd) };
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

/** Leads curl from the Services' names to loopback, as the cluster leads it to the pods. */
export function curlConfigFor(
  objects: readonly KubeObject[],
  { at }: Pick<Loopback, 'at'>,
): string {
  return routesIn(objects)
    .flatMap(({ service, port, podPort }) =>
      hostNamesOf(service).map(
        (host) => `connect-to = "${host}:${port}:127.0.0.1:${at(podPort)}"\n`,
      ),
    )
    .join('');
}
