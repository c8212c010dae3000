import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface TerminalOptions {
  command: string;
  args?: readonly string[];
  cwd?: string;
  /** Added to the environment of the tests; `undefined` takes a variable away. */
  env?: Readonly<Record<string, string | undefined>>;
  columns?: number;
  rows?: number;
  /** The longest that command and terminal live, whatever happens to the tests. */
  lifetimeSeconds?: number;
}

/** A key by the name that tmux has for it; a letter after `C-` or `M-` for Control or Alt. */
export type Key =
  | 'Enter'
  | 'Escape'
  | 'Up'
  | 'Down'
  | 'Left'
  | 'Right'
  | 'Tab'
  | 'BTab'
  | 'Space'
  | 'BSpace'
  | 'DC'
  | 'Home'
  | 'End'
  | 'PageUp'
  | 'PageDown'
  | `C-${string}`
  | `M-${string}`;

export type TerminalCheck = { ok: true; version: string } | { ok: false; reason: string };

let checked: TerminalCheck | undefined;

/** Whether a real terminal can be had here, and if not, why. */
export function checkTerminal(): TerminalCheck {
  checked ??= findTmux();
  return checked;
}

function findTmux(): TerminalCheck {
  if (process.platform === 'win32') return { ok: false, reason: 'tmux does not run on Windows' };
  try {
    const version = execFileSync('tmux', ['-V'], { encoding: 'utf8', timeout: 5000 }).trim();
    const [major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [];
    if (major > 3 || (major === 3 && minor >= 2)) return { ok: true, version };
    return { ok: false, reason: `tmux 3.2 or newer is needed, found ${version}` };
  } catch {
    return { ok: false, reason: 'tmux is not installed, so no real terminal can be driven' };
  }
}

/**
 * To be called first in a test that drives a terminal: without one the test is skipped and says
 * why, and in CI it fails.
 */
export function needTerminal(context: { skip: (note?: string) => void }): void {
  const found = checkTerminal();
  if (found.ok) return;
  if (process.env.CI) throw new Error(found.reason);
  context.skip(found.reason);
}

const pollMilliseconds = 40;
const callMilliseconds = 10_000;
let count = 0;

/** Starts a command in a terminal of its own. Always `await terminal.end()` afterwards. */
export async function startTerminal(options: TerminalOptions): Promise<Terminal> {
  const found = checkTerminal();
  if (!found.ok) throw new Error(found.reason);
  count += 1;
  const folder = mkdtempSync(join(tmpdir(), 'hp-term-'));
  const terminal = new Terminal(`helm-prod-test-${process.pid}-${count}`, folder);
  try {
    await terminal.start(options);
  } catch (error) {
    await terminal.end();
    throw error;
  }
  return terminal;
}

const settings = `set -g default-terminal xterm-256color
set -g status off
set -g escape-time 0
set -g history-limit 5000
set -g remain-on-exit off
`;

/**
 * Runs the command, keeps the number it ends with, and then keeps the screen. Control-C is for
 * the command alone. The watch in the background ends the whole group, itself too, when tests
 * that were killed could not.
 */
const wrapper = `trap : INT QUIT
lifetime=$1; number=$2; shift 2
(sleep "$lifetime"; kill -KILL 0) &
"$@"
printf '%s' "$?" > "$number.new" && mv "$number.new" "$number"
sleep "$lifetime"
`;

export class Terminal {
  readonly socket: string;
  readonly #folder: string;
  readonly #numberFile: string;
  #hasEnded = false;

  constructor(socket: string, folder: string) {
    this.socket = socket;
    this.#folder = folder;
    this.#numberFile = join(folder, 'exit-code');
  }

  async start(options: TerminalOptions): Promise<void> {
    const { columns = 100, rows = 40, lifetimeSeconds = 300 } = options;
    const configuration = join(this.#folder, 'tmux.conf');
    writeFileSync(configuration, settings);
    const environment = { ...process.env, ...options.env };
    // A test that runs inside of tmux has a server of its own all the same.
    for (const name of ['TMUX', 'TMUX_PANE']) delete environment[name];
    const size = ['-x', String(columns), '-y', String(rows)];
    const shell = ['sh', '-c', wrapper, 'sh', String(lifetimeSeconds), this.#numberFile];
    await run(
      'tmux',
      [
        ...this.#server(),
        ...['-u', '-f', configuration, 'new-session', '-d', ...size],
        ...['-c', options.cwd ?? process.cwd(), '--', ...shell],
        ...[options.command, ...(options.args ?? [])],
      ],
      { env: { ...environment, TMUX_TMPDIR: this.#folder }, timeout: callMilliseconds },
    );
  }

  #server(): string[] {
    return ['-L', this.socket];
  }

  async #tmux(...args: string[]): Promise<string> {
    const { stdout } = await run('tmux', [...this.#server(), '-u', ...args], {
      env: { ...process.env, TMUX_TMPDIR: this.#folder },
      timeout: callMilliseconds,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  }

  /** Types a text letter by letter, as it is. */
  async type(text: string): Promise<void> {
    if (text.length > 10_000) throw new Error('too long a text to type');
    await this.#tmux('send-keys', '-l', '--', text);
  }

  async press(...keys: Key[]): Promise<void> {
    if (keys.length > 200) throw new Error('too many keys to press');
    await this.#tmux('send-keys', ...keys);
  }

  /** What is to be seen, without colours and without blanks at the ends of lines. */
  async screen(): Promise<string> {
    return tidy(await this.#tmux('capture-pane', '-p'));
  }

  /** What is to be seen, with its escape sequences for colours. */
  async screenWithColour(): Promise<string> {
    return tidy(await this.#tmux('capture-pane', '-p', '-e'));
  }

  /** All since the start, with what has scrolled away. */
  async transcript(): Promise<string> {
    return tidy(await this.#tmux('capture-pane', '-p', '-S', '-'));
  }

  /** Column and row of the cursor, both from 0. */
  async cursor(): Promise<{ column: number; row: number }> {
    const place = await this.#tmux('display-message', '-p', '#{cursor_x} #{cursor_y}');
    const [column = 0, row = 0] = place.trim().split(' ').map(Number);
    return { column, row };
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** Waits until the screen holds a text or matches a pattern, and returns that screen. */
  async waitFor(what: string | RegExp, timeoutMs = 10_000): Promise<string> {
    return this.#until(
      `for ${what instanceof RegExp ? what : JSON.stringify(what)}`,
      timeoutMs,
      (screen) => (typeof what === 'string' ? screen.includes(what) : screen.search(what) !== -1),
    );
  }

  /** Waits for the end of the command; its exit code, or 128 and the number of its signal. */
  async exitCode(timeoutMs = 10_000): Promise<number> {
    await this.#until('for the end', timeoutMs, () => this.#number() !== undefined);
    return this.#number() as number;
  }

  #number(): number | undefined {
    return existsSync(this.#numberFile)
      ? Number(readFileSync(this.#numberFile, 'utf8'))
      : undefined;
  }

  async #until(
    what: string,
    timeoutMs: number,
    isThere: (screen: string) => boolean,
  ): Promise<string> {
    const end = performance.now() + Math.min(timeoutMs, 120_000);
    for (;;) {
      // Asked for first: what a command writes at its very end is then on the screen.
      const number = this.#number();
      const screen = await this.screen();
      if (isThere(screen)) return screen;
      if (number !== undefined) {
        throw new Error(`waited ${what}, but the command ended with ${number}\n${framed(screen)}`);
      }
      if (performance.now() > end) {
        throw new Error(`waited ${what} in vain for ${timeoutMs} ms\n${framed(screen)}`);
      }
      await pause(pollMilliseconds);
    }
  }

  /** Ends this terminal and what runs in it, and no other. */
  async end(): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    try {
      // The group of the wrapper's shell, since a command may ignore that its terminal hangs up.
      const leader = Number(await this.#tmux('display-message', '-p', '#{pane_pid}'));
      if (leader > 1) process.kill(-leader, 'SIGKILL');
      await this.#tmux('kill-server');
    } catch {
      // The terminal has come to its end before.
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const tidy = (screen: string): string => screen.replace(/[ \t]+$/gm, '').replace(/\n+$/, '');

const framed = (screen: string): string =>
  ['--- screen', ...screen.split('\n').map((line) => `| ${line}`), '---'].join('\n');
