import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export interface Finished {
  code: number | null;
  output: string;
  errors: string;
  /** Why it did not run to its own end, or null. */
  problem: string | null;
}

export interface Limits {
  milliseconds: number;
  bytes: number;
}

export const LIMITS: Limits = { milliseconds: 60_000, bytes: 16 * 2 ** 20 };

/** Runs a program without a shell, within limits of time and of output. Never rejects. */
export function runProcess(
  [program = '', ...args]: readonly string[],
  { input = '', limits = LIMITS, env = process.env, cwd = process.cwd() } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, cwd, stdio: 'pipe', windowsHide: true });
    const streams = { output: new Gathered(), errors: new Gathered() };
    let problem: string | null = null;

    const end = (code: number | null): void => {
      clearTimeout(timer);
      resolve({
        code,
        output: streams.output.text(),
        errors: streams.errors.text(),
        problem,
      });
    };
    // What the program has started itself may hold the pipes open, so nobody waits for those.
    const stop = (why: string): void => {
      if (problem !== null) return;
      problem = why;
      child.kill('SIGKILL');
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      end(null);
    };
    const timer = setTimeout(
      () => stop(`took longer than ${limits.milliseconds / 1000} seconds`),
      limits.milliseconds,
    );

    child.on('error', (error) => stop(`could not be run: ${error.message}`));
    child.on('close', (code, signal) => {
      if (problem !== null) return;
      if (signal !== null) problem = `was ended by ${signal}`;
      end(code);
    });
    for (const name of ['output', 'errors'] as const) {
      const stream = name === 'output' ? child.stdout : child.stderr;
      stream.on('data', (chunk: Buffer) => {
        streams[name].add(chunk);
        const { size } = streams[name];
        if (size > limits.bytes) stop(`wrote more than ${Math.round(limits.bytes / 2 ** 20)} MiB`);
      });
    }
    // A program that does not read its input is no fault of ours.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

class Gathered {
  readonly #chunks: Buffer[] = [];
  size = 0;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.size += chunk.length;
  }

  text(): string {
    return stripVTControlCharacters(Buffer.concat(this.#chunks).toString('utf8'));
  }
}

/** Lets so many run at once; the others wait for their turn. */
export function queue(atOnce: number): <T>(job: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (job) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
