import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export const cliFile = join(import.meta.dirname, '../../dist/cli.cjs');

export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  cwd: string;
  env?: Readonly<Record<string, string>>;
  /** Text on standard input; `open` leaves it open for ever, as some pipelines do. */
  input?: string | 'open';
  /** Another copy of the program. */
  cli?: string;
  /** Run as this user, where the tests run as root. */
  uid?: number;
}

/** Runs what is published, as a process of its own, without a terminal. */
export function runCli(
  args: readonly string[],
  { cwd, env = {}, input = '', cli = cliFile, uid }: CliOptions,
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: { HOME: cwd, PATH: '/nonexistent', ...env },
      timeout: 60_000,
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    const run: CliRun = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      run.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      child.stdin.destroy();
      resolve({ ...run, code });
    });
    child.stdin.on('error', () => {});
    if (input !== 'open') child.stdin.end(input);
  });
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'helm-prod-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** All files below a folder with their texts. */
export function filesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
