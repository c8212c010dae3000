import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cliFile, temporaryFolder } from '../cli/run-cli.ts';
import { type Key, startTerminal, type Terminal } from '../terminal/driver.ts';

export interface Sitting {
  args?: readonly string[];
  /** A project of test/fixtures/projects that lies in the folder. */
  project?: string;
  env?: Readonly<Record<string, string | undefined>>;
  columns?: number;
  rows?: number;
}

/** Somebody at a terminal of their own, in a folder of their own, who runs what is published. */
export class Person {
  readonly #terminal: Terminal;
  readonly #remove: () => void;
  readonly folder: string;

  private constructor(terminal: Terminal, folder: string, remove: () => void) {
    this.#terminal = terminal;
    this.folder = folder;
    this.#remove = remove;
  }

  static async sitsDown({ args = [], project, env = {}, ...size }: Sitting): Promise<Person> {
    const { path, remove } = temporaryFolder();
    if (project) cpSync(projectFolder(project), path, { recursive: true });
    // The terminal names itself; whoever wants another name has to say so within.
    const said = Object.entries(env).filter((entry) => entry[1] !== undefined);
    const terminal = await startTerminal({
      command: 'env',
      args: [...said.map((entry) => entry.join('=')), process.execPath, cliFile, ...args],
      cwd: path,
      env: {
        CI: undefined,
        NO_COLOR: undefined,
        LC_ALL: undefined,
        LC_CTYPE: undefined,
        LANG: 'C.UTF-8',
      },
      ...size,
      lifetimeSeconds: 60,
    });
    return new Person(terminal, path, remove);
  }

  /** Waits for a question, and returns the screen that shows it. */
  sees(title: string): Promise<string> {
    const words = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.#terminal.waitFor(new RegExp(`^\\? ${words}`, 'm'));
  }

  waitsFor(what: string | RegExp): Promise<string> {
    return this.#terminal.waitFor(what);
  }

  async types(text: string): Promise<void> {
    await this.#terminal.type(text);
  }

  async presses(...keys: Key[]): Promise<void> {
    await this.#terminal.press(...keys);
  }

  /** Takes what each of these questions offers. */
  async takes(...titles: string[]): Promise<void> {
    for (const title of titles) {
      await this.sees(title);
      await this.presses('Enter');
    }
  }

  async answers(title: string, text: string): Promise<void> {
    await this.sees(title);
    await this.types(text);
    await this.presses('Enter');
  }

  screen(): Promise<string> {
    return this.#terminal.screen();
  }

  screenWithColour(): Promise<string> {
    return this.#terminal.screenWithColour();
  }

  resizes(columns: number, rows: number): Promise<void> {
    return this.#terminal.resize(columns, rows);
  }

  exitCode(): Promise<number> {
    return this.#terminal.exitCode(20_000);
  }

  filesInFolder(): string[] {
    return readdirSync(this.folder);
  }

  async leaves(): Promise<void> {
    await this.#terminal.end();
    this.#remove();
  }
}

export function projectFolder(name: string): string {
  return join(import.meta.dirname, '../fixtures/projects', name);
}
