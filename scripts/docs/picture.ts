import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TOOL_VARIABLES } from '../../generators/shell/verify/helm-tools.ts';
import { SCHEMAS_VARIABLE } from '../../generators/shell/verify/schema.ts';
import { checkTerminal, startTerminal, type Terminal } from '../../test/terminal/driver.ts';
import { locateTools } from '../tools/resolve.ts';
import { readScreen } from './ansi.ts';
import { screenSvg } from './svg.ts';

type Picture = { ok: true; svg: string } | { ok: false; reason: string };

const command = 'npx generator-helm-prod my-app';
const size = { columns: 88, rows: 60 };
const mostQuestions = 40;

/** The program as somebody sees it who has all of its tools: run in a terminal, drawn as SVG. */
export async function takePicture(project: string): Promise<Picture> {
  const terminal = checkTerminal();
  if (!terminal.ok) return { ok: false, reason: terminal.reason };
  const { helm4, kubeconform, schemas, 'helm-unittest': unittest } = locateTools();
  for (const tool of [helm4, kubeconform, schemas, unittest]) {
    if (!tool.ok) return { ok: false, reason: tool.reason };
  }
  const folder = mkdtempSync(join(tmpdir(), 'helm-prod-picture-'));
  try {
    install(project, folder);
    const screen = await run(folder, {
      [TOOL_VARIABLES.helm]: helm4.ok ? helm4.path : '',
      [TOOL_VARIABLES.kubeconform]: kubeconform.ok ? kubeconform.path : '',
      [TOOL_VARIABLES.unittest]: unittest.ok ? unittest.path : '',
      [SCHEMAS_VARIABLE]: schemas.ok ? schemas.locations.join(',') : '',
    });
    return { ok: true, svg: screenSvg(readScreen(screen), size.columns, command) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where npx looks before it asks the registry. */
function install(project: string, folder: string): void {
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(join(project, 'dist/cli.cjs'), join(bin, 'generator-helm-prod'));
}

async function run(folder: string, tools: Record<string, string>): Promise<string> {
  const shell = await startTerminal({
    command: 'sh',
    args: ['-i'],
    cwd: folder,
    env: {
      ...tools,
      PS1: '$ ',
      ENV: undefined,
      CI: undefined,
      NO_COLOR: undefined,
      npm_config_loglevel: 'error',
    },
    ...size,
  });
  try {
    await shell.waitFor('$');
    await shell.type(command);
    await shell.press('Enter');
    await answered(shell);
    await shell.waitFor(/\n\$ *$/, 60_000);
    const screen = withoutLastLine(await shell.screenWithColour());
    await shell.type('exit');
    await shell.press('Enter');
    const code = await shell.exitCode();
    if (code !== 0) throw new Error(`${command} ended with ${code}\n${screen}`);
    return screen;
  } finally {
    await shell.end();
  }
}

/** Takes what every question proposes, up to the last one. */
async function answered(shell: Terminal): Promise<void> {
  for (let count = 0; count < mostQuestions; count += 1) {
    const screen = await settled(shell);
    await shell.press('Enter');
    if (screen.includes('Write it?')) return;
  }
  throw new Error(`no end of questions\n${await shell.screen()}`);
}

async function settled(shell: Terminal): Promise<string> {
  let before = '';
  for (;;) {
    await pause(250);
    const screen = await shell.screen();
    if (screen === before && screen.split('\n').length > 1) return screen;
    before = screen;
  }
}

/** The prompt that waits for the next command. */
function withoutLastLine(screen: string): string {
  return screen.split('\n').slice(0, -1).join('\n').trimEnd();
}
