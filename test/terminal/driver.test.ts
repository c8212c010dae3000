import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTerminal, needTerminal, startTerminal, type Terminal } from './driver.ts';

const script = `#!/bin/sh
printf 'name? '
read -r name
printf '\\033[31mred\\033[0m %s in %s as %s\\n' "$name" "$TERM" "$GREETING"
stty size
trap 'echo interrupted; exit 7' INT
while :; do
  printf 'key> '
  read -r line || exit 3
  [ "$line" = stop ] && exit 5
  echo "got $line"
done
`;

describe('a terminal', () => {
  let folder: string;
  let terminal: Terminal | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'helm-prod-driver-'));
    writeFileSync(join(folder, 'script.sh'), script, { mode: 0o755 });
  });
  afterEach(async () => {
    await terminal?.end();
    terminal = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async () => {
    terminal = await startTerminal({
      command: './script.sh',
      cwd: folder,
      env: { GREETING: 'a  b "c"' },
    });
    return terminal;
  };

  test('types, shows plain and coloured screens, and keeps the exit code', async (context) => {
    needTerminal(context);
    const driven = await start();
    await driven.waitFor('name?');
    await driven.type("O'Brien; $HOME ✔");
    await driven.press('Enter');
    const screen = await driven.waitFor(/^key>$/m);
    expect(screen).toContain(`red O'Brien; $HOME ✔ in xterm-256color as a  b "c"`);
    expect(screen).toContain('40 100');
    expect(await driven.screenWithColour()).toContain('\u001b[31mred');
    expect(await driven.cursor()).toEqual({ column: 5, row: 3 });
    await driven.type('stop');
    await driven.press('Enter');
    expect(await driven.exitCode()).toBe(5);
    expect(await driven.screen()).toContain('key> stop');
  });

  test('Control-C reaches the command, Control-D ends its input', async (context) => {
    needTerminal(context);
    const driven = await start();
    await driven.waitFor('name?');
    await driven.press('Enter');
    await driven.waitFor('key>');
    await driven.press('C-c');
    expect(await driven.exitCode()).toBe(7);
    expect(await driven.screen()).toContain('interrupted');
    await driven.end();

    const other = await start();
    await other.waitFor('name?');
    await other.press('Enter');
    await other.waitFor('key>');
    await other.press('C-d');
    expect(await other.exitCode()).toBe(3);
  });

  test('waiting in vain shows the last screen', async (context) => {
    needTerminal(context);
    const driven = await start();
    await driven.waitFor('name?');
    await expect(driven.waitFor(/never/, 200)).rejects.toThrow(
      /in vain for 200 ms\n--- screen\n\| name\?\n---/,
    );
    await expect(driven.exitCode(200)).rejects.toThrow('waited for the end');
  });

  test('waiting after the end does not last', async (context) => {
    needTerminal(context);
    terminal = await startTerminal({ command: 'sh', args: ['-c', 'echo "bye now"; exit 4'] });
    await expect(terminal.waitFor('never', 60_000)).rejects.toThrow(/ended with 4\n(.|\n)*bye now/);
    expect(await terminal.waitFor('bye now')).toBe('bye now');
  });

  test('a command that is not there ends like in any shell', async (context) => {
    needTerminal(context);
    terminal = await startTerminal({ command: join(folder, 'missing') });
    expect(await terminal.exitCode()).toBe(127);
  });

  test('ends all that it started, and only that', async (context) => {
    needTerminal(context);
    const mark = `helm-prod-mark-${process.pid}`;
    writeFileSync(join(folder, mark), '#!/bin/sh\ntrap "" HUP\nwhile :; do sleep 1; done\n', {
      mode: 0o755,
    });
    const other = await startTerminal({ command: 'cat' });
    try {
      const driven = await startTerminal({
        command: `./${mark}`,
        cwd: folder,
        lifetimeSeconds: 60,
      });
      await expect.poll(() => processes().includes(mark)).toBe(true);
      await driven.end();
      await driven.end();
      await expect.poll(() => processes().includes(mark), { timeout: 5000 }).toBe(false);
      await expect.poll(() => processes().includes(driven.socket), { timeout: 5000 }).toBe(false);
      expect(processes()).toContain(other.socket);
      await other.type('still here');
      await other.waitFor('still here');
    } finally {
      await other.end();
    }
  });

  test('does not outlive its time', async (context) => {
    needTerminal(context);
    terminal = await startTerminal({ command: 'cat', lifetimeSeconds: 1 });
    const { socket } = terminal;
    await expect.poll(() => processes().includes(socket), { timeout: 8000 }).toBe(false);
  });
});

const processes = (): string => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });

test('without a terminal a test says why it is skipped, and fails in CI', () => {
  const found = checkTerminal();
  const notes: (string | undefined)[] = [];
  const context = { skip: (note?: string) => notes.push(note) };
  if (found.ok) {
    needTerminal(context);
    expect(notes).toEqual([]);
  } else if (process.env.CI) {
    expect(() => needTerminal(context)).toThrow(found.reason);
  } else {
    needTerminal(context);
    expect(notes).toEqual([found.reason]);
  }
});
