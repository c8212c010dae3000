import { spawn } from 'node:child_process';

export interface ToolRun {
  code: number | null;
  stdout: string;
  /** Both streams, for messages. */
  text: string;
}

/** Runs a program to its end, bounded, with a text on its standard input. */
export function runTool(program: string, args: readonly string[], input = ''): Promise<ToolRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { timeout: 60_000, stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      text += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, text }));
    child.stdin.on('error', () => {}).end(input);
  });
}

/** Does something with each, a few at a time. */
export async function forEachOf<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
  atOnce = 3,
): Promise<void> {
  const left = [...items];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  });
  await Promise.all(workers);
}

const kubernetes = ['--kube-version', '1.36.0'];

export function lint(helm: string, folder: string, more: readonly string[] = []) {
  return runTool(helm, ['lint', '--strict', ...kubernetes, folder, ...more]);
}

export function template(
  helm: string,
  folder: string,
  more: readonly string[] = [],
  release = 'rel',
) {
  return runTool(helm, [
    ...['template', release, folder, '--namespace', 'acme', ...kubernetes],
    ...more,
  ]);
}
