import { chownSync, cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import helpers, { type RunResult } from 'yeoman-test';
import { chartMaker } from '../cli/owned-chart.ts';
import { filesBelow } from './files-below.ts';
import { type Ended, type Installation, install, isRoot } from './installed.ts';

let maker: Awaited<ReturnType<typeof chartMaker>>;
beforeAll(async () => {
  maker = await chartMaker();
});
afterAll(() => maker.remove());

const free = ['--no-verify', '--allow-immutable'];

describe('yo helm-prod:update, :feature and :environment', () => {
  let installed: Installation;
  beforeAll(() => {
    installed = install();
  });
  afterAll(() => installed?.remove());

  /** The same words to both hosts, each in a folder with an edited chart; what yo said. */
  function twins() {
    const [yoFolder, cliFolder] = [installed.newFolder(), installed.newFolder()];
    const chart = maker.copy();
    chart.append('values.yaml', '# Mine.\n');
    for (const folder of [yoFolder, cliFolder]) {
      cpSync(chart.at(''), join(folder, 'my-app'), { recursive: true });
      giveAll(folder);
    }
    chart.remove();
    return async (command: string, ...words: string[]): Promise<Ended> => {
      const [yo, cli] = await Promise.all([
        installed.yo([`helm-prod:${command}`, ...words], { cwd: yoFolder, stdin: 'open' }),
        installed.bin('generator-helm-prod', [command, ...words], { cwd: cliFolder }),
      ]);
      const asCli = (text: string) => text.replaceAll('yo helm-prod:', 'generator-helm-prod ');
      expect({ ...yo, out: asCli(yo.out), err: asCli(yo.err) }).toEqual(cli);
      expect(filesBelow(yoFolder)).toEqual(filesBelow(cliFolder));
      return yo;
    };
  }

  it('update as the CLI does, to the byte, and end with its exit codes', async () => {
    const both = twins();
    expect((await both('update', 'my-app')).out).toMatch(/^Nothing to do/);
    expect((await both('update', 'my-app', '--check', '--port=4000')).code).toBe(5);
    expect((await both('update', 'my-app', '--port=4000', ...free)).code).toBe(0);
  });

  it('change features and environments as the CLI does', async () => {
    const both = twins();
    expect((await both('feature', 'add', 'hpx', 'my-app')).code).toBe(2);
    expect((await both('feature', 'remove', 'hpa', 'my-app', ...free)).code).toBe(0);
    expect((await both('environment', 'rename', 'prod', 'eu', 'my-app', ...free)).code).toBe(0);
  });
});

/** To the user that yo runs as. */
function giveAll(folder: string): void {
  if (!isRoot) return;
  for (const path of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, path), 65534, 65534);
  }
}

describe('under yeoman-test', () => {
  const generator = (name: string) =>
    join(import.meta.dirname, `../../dist/generators/${name}/index.js`);
  let result: RunResult | undefined;
  afterEach(() => {
    result?.cleanup();
    result = undefined;
  });

  /** Yeoman's types know its own options only. */
  const wish = (more: object): object => ({ noVerify: true, allowImmutable: true, ...more });

  /** A chart in which somebody has changed the port, in the folder that the generator runs in. */
  const start = (name: string, words: string[], options: object) =>
    helpers.run(generator(name)).onTargetDirectory(function (folder) {
      const chart = maker.copy();
      chart.replace('values.yaml', 'http: 8080', 'http: 3333');
      cpSync(chart.at(''), join(folder, 'my-app'), { recursive: true });
      chart.remove();
      this.withArguments(words).withOptions(wish(options));
    });

  it.each([
    ['merge', '<<<<<<< yours'],
    ['keep', 'http: 3333'],
    ['overwrite', 'http: 4000'],
  ])('a conflict is settled through the adapter: %s', async (conflict, wanted) => {
    result = await start('update', ['my-app'], { port: 4000 }).withAnswers({
      conflict,
      write: true,
    });
    result.assertFileContent('my-app/values.yaml', wanted);
    result.assertFileContent('my-app/helm-prod.yaml', 'port: 4000');
    expect(process.exitCode ?? 0).toBe(conflict === 'merge' ? 3 : 0);
    process.exitCode = undefined;
  });

  it('nothing is written where the last question is denied', async () => {
    const run = start('update', ['my-app'], { port: 4000 }).withAnswers({
      conflict: 'keep',
      write: false,
    });
    await expect(run).rejects.toMatchObject({ code: 1, message: 'Nothing was written.' });
  });

  it('nothing is asked where nothing is written', async () => {
    result = await start('update', ['my-app'], {
      port: 4000,
      ask: true,
      dryRun: true,
      quiet: true,
    }).withAnswers({ write: false });
    result.assertNoFileContent('my-app/helm-prod.yaml', 'port: 4000');
  });

  it.each([
    ['feature', { answers: { port: 4000 } }, '--answers: feature does not take it'],
    ['environment', { answers: {} }, '--answers: environment does not take it'],
    ['check', { answers: { port: 0 } }, '--answers: check does not take it'],
    ['info', { answers: 'my-app.yaml' }, '--answers: info does not take it'],
    ['check', { port: 0 }, '--port: unknown flag; see --help=all'],
    ['info', { hpa: { enabled: false } }, '--hpa: unknown flag; see --help=all'],
  ])('%s refuses %j as the CLI does', async (command, options, message) => {
    const run = helpers.run(generator(command)).withOptions(options as object);
    await expect(run).rejects.toMatchObject({
      code: 2,
      message: expect.stringMatching(/^[^\n]*$/),
    });
    await expect(run).rejects.toThrow(message);
  });

  it('a feature goes by arguments', async () => {
    result = await start('feature', ['remove', 'hpa', 'my-app'], { quiet: true });
    expect(existsSync(join(result.cwd, 'my-app/templates/hpa.yaml'))).toBe(false);
    result.assertFileContent('my-app/values.yaml', 'http: 3333');
  });
});
