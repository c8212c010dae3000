import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { update as updateCommand } from '../../generators/commands/update.ts';
import { chartMaker, type OwnedChart } from '../cli/owned-chart.ts';
import { cliFile } from '../cli/run-cli.ts';
import { type Branch, branched } from '../update/branches.ts';
import { needTerminal, startTerminal, type Terminal } from './driver.ts';

let maker: Awaited<ReturnType<typeof chartMaker>>;
let chart: OwnedChart;
let terminal: Terminal | undefined;
beforeAll(async () => {
  maker = await chartMaker();
});
afterAll(() => maker.remove());
beforeEach(() => {
  chart = maker.copy();
});
afterEach(async () => {
  await terminal?.end();
  terminal = undefined;
  chart.remove();
});

interface Sitting {
  cwd?: string;
  columns?: number;
  rows?: number;
  env?: Readonly<Record<string, string | undefined>>;
}

/** Somebody at a terminal, in the folder of the chart; no Helm is at hand. */
async function sitsDown(
  args: readonly string[],
  { env = {}, cwd = chart.workspace, ...size }: Sitting = {},
) {
  terminal = await startTerminal({
    command: process.execPath,
    args: [cliFile, ...args, '--no-verify', '--allow-immutable'],
    cwd,
    env: {
      HELM_PROD_HELM: '/nonexistent',
      CI: undefined,
      NO_COLOR: undefined,
      LC_ALL: undefined,
      LC_CTYPE: undefined,
      LANG: 'C.UTF-8',
      ...env,
    },
    ...size,
    lifetimeSeconds: 60,
  });
  return terminal;
}

const update = ['update', 'my-app', '--port=4000'];
const question = 'What shall stand there?';

/** Both sides change the port in values.yaml, and its row in the README. */
function clashInTwoFiles(): void {
  chart.replace('values.yaml', '  http: 8080', '  http: 3333');
  chart.replace('README.md', '| `8080` |', '| `3333` |');
}

describe('the plan', () => {
  test('is in view before the last question, in colour, and Enter carries it out', async (context) => {
    needTerminal(context);
    chart.append('values.yaml', '# Mine.\n');
    const seen = await sitsDown(update);
    const screen = await seen.waitFor(/^\? Write it\?/m);
    expect(screen).toMatch(/^my-app: 3 changed, 1 merged$/m);
    expect(screen).toContain('  merged    my-app/values.yaml  with your edits');
    expect(screen).not.toContain('Wrote');
    expect(await seen.screenWithColour()).toContain('\u001b[36mmerged');
    expect(chart.read('values.yaml')).not.toContain('4000');
    await seen.press('Enter');
    expect(await seen.exitCode()).toBe(0);
    expect(await seen.screen()).toContain('Wrote my-app: 4 files');
    expect(chart.read('values.yaml')).toContain('  http: 4000\n');
  });

  test.for(['n', 'Escape', 'C-c', 'C-d'] as const)(
    '%s at the last question leaves all as it is',
    async (key, context) => {
      needTerminal(context);
      const before = chart.all();
      const seen = await sitsDown(['feature', 'remove', 'hpa', 'my-app']);
      await seen.waitFor(/^\? Write it\?/m);
      if (key === 'n') {
        await seen.type('n');
        await seen.press('Enter');
      } else {
        await seen.press(key);
      }
      expect(await seen.exitCode()).toBe(1);
      expect(await seen.screen()).toMatch(/^Nothing was written\.$/m);
      expect(chart.all()).toEqual(before);
    },
  );

  test('has with --diff every line that changes, in colour', async (context) => {
    needTerminal(context);
    const seen = await sitsDown([...update, '--diff'], { rows: 60 });
    const screen = await seen.waitFor(/^\? Write it\?/m);
    expect(screen).toMatch(/^--- my-app\/values\.yaml\n\+\+\+ my-app\/values\.yaml\n@@ -/m);
    const coloured = await seen.screenWithColour();
    expect(coloured).toContain('\u001b[31m-  http: 8080');
    expect(coloured).toContain('\u001b[32m+  http: 4000');
    await seen.press('Escape');
    expect(await seen.exitCode()).toBe(1);
  });

  test('is readable in a narrow window', async (context) => {
    needTerminal(context);
    clashInTwoFiles();
    const seen = await sitsDown(update, { columns: 40, rows: 50 });
    await seen.waitFor(/README\.md {2}\(file 1 of 2\)/);
    const screen = await seen.waitFor(`? ${question}`);
    for (const choice of ['both, between markers', '  yours', '  the new ones']) {
      expect(screen).toContain(choice);
    }
    await seen.press('Down', 'Enter');
    await seen.waitFor(/values\.yaml {2}\(file 2 of 2\)/);
    await seen.waitFor(`? ${question}`);
    await seen.press('Down', 'Enter');
    expect(await seen.waitFor(/^\? Write it\?/m)).toMatch(/^ {2}kept {6}my-app\/values\.yaml/m);
    await seen.press('Enter');
    expect(await seen.exitCode()).toBe(0);
  });
});

describe('a conflict', () => {
  beforeEach(clashInTwoFiles);

  test('is shown in colour with both sides, and settled file by file', async (context) => {
    needTerminal(context);
    const seen = await sitsDown(update);
    const first = await seen.waitFor(`? ${question}`);
    expect(first).toMatch(/^README\.md {2}\(file 1 of 2\)\n {2}- yours {2}\+ new$/m);
    expect(first).toContain('  -| ports.http | int | `3333` |');
    expect(first).toContain('  +| ports.http | int | `4000` |');
    expect(first).toContain('esc leave');
    expect(await seen.screenWithColour()).toContain('\u001b[31m- yours');
    await seen.press('Enter');
    const second = await seen.waitFor(/values\.yaml {2}\(file 2 of 2\)[\s\S]*\? What shall/);
    expect(second).toContain('✔ README.md both, between markers, to be settled later');
    expect(second).toMatch(/^ {2}ports\.http\n {2}- {2}http: 3333\n {2}\+ {2}http: 4000$/m);
    await seen.press('Down', 'Down', 'Enter');
    const plan = await seen.waitFor(/^\? Write it\?/m);
    expect(plan).toContain('✔ values.yaml the new ones\n\nmy-app: ');
    expect(plan).toMatch(/^ {2}conflict {2}my-app\/README\.md {2}line \d+$/m);
    expect(plan).toContain('  merged    my-app/values.yaml');
    await seen.press('Enter');
    expect(await seen.exitCode()).toBe(3);
    expect(await seen.screen()).toContain('settle what stands between the markers in README.md');
    expect(chart.read('values.yaml')).toContain('  http: 4000\n');
    expect(chart.read('README.md')).toMatch(/^<<<<<<< yours\n.*`3333`.*\n=======\n.*`4000`/m);
  });

  test('that is settled for the owner keeps the owner’s lines', async (context) => {
    needTerminal(context);
    const seen = await sitsDown(update);
    for (const place of [1, 2]) {
      await seen.waitFor(new RegExp(`file ${place} of 2.*\\? What shall`, 's'));
      await seen.press('Down', 'Enter');
    }
    await seen.waitFor(/^\? Write it\?/m);
    await seen.press('Enter');
    expect(await seen.exitCode()).toBe(0);
    expect(chart.read('values.yaml')).toContain('  http: 3333\n');
    expect(chart.read('README.md')).toContain('| `3333` |');
    expect(chart.read('helm-prod.yaml')).toContain('\nport: 4000\n');
  });

  test.for(['Escape', 'C-c', 'C-d'] as const)(
    '%s leaves all as it is, also where one was settled',
    async (key, context) => {
      needTerminal(context);
      const before = chart.all();
      const seen = await sitsDown(update);
      await seen.waitFor(/file 1 of 2[\s\S]*\? What shall/);
      await seen.press('Enter');
      await seen.waitFor(/file 2 of 2[\s\S]*\? What shall/);
      await seen.press(key);
      expect(await seen.exitCode()).toBe(1);
      expect(await seen.screen()).toMatch(/^Nothing was written\.$/m);
      expect(chart.all()).toEqual(before);
    },
  );

  test('asks nothing where the flag says it, and all by lines where the terminal knows no more', async (context) => {
    needTerminal(context);
    const said = await sitsDown([...update, '--on-conflict=keep', '--defaults']);
    expect(await said.exitCode()).toBe(0);
    expect(chart.read('values.yaml')).toContain('  http: 3333\n');
    await said.end();

    const again = ['env', 'TERM=dumb', process.execPath, cliFile, 'update', 'my-app'];
    terminal = await startTerminal({
      command: again[0] as string,
      args: [...again.slice(1), '--port=4001', '--no-verify', '--allow-immutable'],
      cwd: chart.workspace,
      env: { HELM_PROD_HELM: '/nonexistent', CI: undefined },
      lifetimeSeconds: 60,
    });
    await terminal.waitFor(/README\.md[\s\S]*later\) >$/);
    await terminal.type('7');
    await terminal.press('Enter');
    await terminal.waitFor('there is no 7');
    await terminal.type('2');
    await terminal.press('Enter');
    await terminal.waitFor(/values\.yaml[\s\S]*3 the new ones\n.*later\) >$/);
    await terminal.type('3');
    await terminal.press('Enter');
    await terminal.waitFor('Write it?');
    await terminal.press('Enter');
    expect(await terminal.exitCode()).toBe(0);
    expect(chart.read('values.yaml')).toContain('  http: 4001\n');
    expect(chart.read('README.md')).toContain('| `3333` |');
  });
});

test('of two branches names them, and not the render', async (context) => {
  needTerminal(context);
  const line = (side: string): Branch => ({
    command: updateCommand,
    edits: [['README.md', '# my-app', `# my-app of ${side}`]],
  });
  const { repo, chart: folder } = await branched(line('ours'), line('theirs'));
  repo.stopped('merge', 'theirs');
  const seen = await sitsDown(['update'], { cwd: folder });
  const screen = await seen.waitFor(`? ${question}`);
  expect(screen).toMatch(/^README\.md\n {2}- this branch {2}\+ the other branch$/m);
  expect(screen).toContain('those of the other branch');
  await seen.press('Down', 'Down', 'Enter');
  await seen.waitFor(/^\? Write it\?/m);
  await seen.press('Enter');
  expect(await seen.exitCode()).toBe(0);
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('of theirs\n');
});

test('an edit while the last question is open stays, and nothing is written', async (context) => {
  needTerminal(context);
  const seen = await sitsDown(update);
  await seen.waitFor(/^\? Write it\?/m);
  appendFileSync(chart.at('values.yaml'), '# Mine, meanwhile.\n');
  const before = chart.all();
  await seen.press('Enter');
  expect(await seen.exitCode()).toBe(1);
  expect(await seen.screen()).toContain(
    'error values.yaml has changed meanwhile; run the command again',
  );
  expect(chart.all()).toEqual(before);
});

test('without a terminal nothing is asked and nothing waits', async () => {
  clashInTwoFiles();
  const { code, stdout } = await chart.run([...update, '--no-verify', '--allow-immutable'], {
    input: 'open',
  });
  expect(code).toBe(3);
  expect(stdout).not.toContain('Write it?');
  expect(chart.read('values.yaml')).toContain('<<<<<<< yours\n');
});
