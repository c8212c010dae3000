import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from './files-below.ts';
import { type Ended, type Installation, install, isRoot } from './installed.ts';

let installed: Installation;
beforeAll(() => {
  installed = install();
});
afterAll(() => installed?.remove());

interface Both {
  yo: Ended;
  cli: Ended;
  ofYo: Record<string, string>;
  ofCli: Record<string, string>;
}

/** The same words to both hosts, each in a folder of its own. */
async function toBoth(...words: string[]): Promise<Both> {
  const [yoFolder, cliFolder] = [installed.newFolder(), installed.newFolder()];
  const [yo, cli] = await Promise.all([
    installed.yo(['helm-prod', ...words], { cwd: yoFolder }),
    installed.bin('generator-helm-prod', words, { cwd: cliFolder }),
  ]);
  return { yo, cli, ofYo: filesBelow(yoFolder), ofCli: filesBelow(cliFolder) };
}

/** What differs is how the program is called. */
function asCli(text: string): string {
  return text
    .replaceAll('yo helm-prod:', 'generator-helm-prod ')
    .replaceAll('yo helm-prod', 'generator-helm-prod');
}

describe('yo helm-prod', () => {
  it('makes the chart that the CLI makes, to the byte', async () => {
    const { yo, cli, ofYo, ofCli } = await toBoth('my-app', '--defaults', '--no-verify');
    expect(yo).toEqual({ ...cli, out: yo.out });
    expect(asCli(yo.out)).toBe(cli.out);
    expect(yo.code).toBe(0);
    expect(ofYo).toEqual(ofCli);
    expect(Object.keys(ofYo)).toContain('my-app/Chart.yaml');
  });

  it('understands flags that yo itself gets wrong', async () => {
    const flags = [
      '--ingress=false',
      '--image',
      'ghcr.io/acme/api:1.2.0',
      '--probes.live.path',
      '/up',
    ];
    const { yo, ofYo, ofCli } = await toBoth('--no-verify', 'my-app', ...flags);
    expect(yo.err).toBe('');
    expect(ofYo).toEqual(ofCli);
    expect(ofYo['my-app/values.yaml']).toContain('path: /up');
    expect(Object.keys(ofYo)).not.toContain('my-app/templates/ingress.yaml');
  });

  it.each([['--help'], ['--help=all'], ['-h'], ['--version']])(
    'says on %s what the CLI says',
    async (flag) => {
      const { yo, cli, ofYo } = await toBoth(flag);
      expect({ ...yo, out: asCli(yo.out) }).toEqual(cli);
      expect(yo.code).toBe(0);
      expect(ofYo).toEqual({});
    },
  );

  it('writes nothing on a dry run', async () => {
    const { yo, cli, ofYo } = await toBoth('charts/my-app', '--dry-run');
    expect(yo).toEqual(cli);
    expect(yo.code).toBe(0);
    expect(ofYo).toEqual({});
  });

  it('prints one JSON document with --json', async () => {
    const { yo, cli } = await toBoth('my-app', '--json', '--no-verify');
    expect(yo).toEqual(cli);
    expect(JSON.parse(yo.out)).toMatchObject({ ok: true, written: true });
  });

  it.each([
    [['my-app', '--nonsense', '--port=0']],
    [['My App']],
    [['my-app', '--help', '--nonsense']],
    [[]],
  ])('refuses %j as the CLI does', async (words) => {
    const { yo, cli, ofYo } = await toBoth(...words);
    expect({ ...yo, err: asCli(yo.err) }).toEqual(cli);
    expect(yo.code).toBe(2);
    expect(yo.err).toMatch(/^(error .+\n)+$/);
    expect(ofYo).toEqual({});
  });

  it.each(['open', 'closed'] as const)(
    'neither asks nor waits on a standard input that is %s',
    async (stdin) => {
      const [named, bare] = [installed.newFolder(), installed.newFolder()];
      const [made, refused] = await Promise.all([
        installed.yo(['helm-prod', 'my-app', '--no-verify'], { cwd: named, stdin }),
        installed.yo(['helm-prod'], { cwd: bare, stdin }),
      ]);
      expect(made).toMatchObject({ code: 0, err: '' });
      expect(readdirSync(named)).toEqual(['my-app']);
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(refused.err).toContain('name: is needed');
      expect(readdirSync(bare)).toEqual([]);
    },
  );

  it('runs under every name that yo knows it by, and twice in a line', async () => {
    const cwd = installed.newFolder();
    const flags = ['--no-verify', '--quiet'];
    const ended = [
      await installed.yo(['--no-color', 'helm-prod:app', 'one', ...flags], { cwd }),
      await installed.yo(['helm-prod', 'two', ...flags, ',', 'helm-prod', 'three', ...flags], {
        cwd,
      }),
    ];
    expect(ended).toEqual([
      { code: 0, out: '', err: '' },
      { code: 0, out: '', err: '' },
    ]);
    expect(readdirSync(cwd)).toEqual(['one', 'three', 'two']);
  });

  it('refuses a comma at the end of a word, which yo would cut off', async () => {
    const cwd = installed.newFolder();
    const ended = await installed.yo(['helm-prod', 'my-app', '--description', 'Fast,'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/^error Fast,: .*npx generator-helm-prod\n$/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('minds no broken settings of others in the folder', async () => {
    const cwd = installed.newFolder();
    for (const name of ['.yo-rc.json', 'package.json']) writeFileSync(join(cwd, name), '{');
    const ended = await installed.yo(['helm-prod', 'my-app', '--no-verify', '--quiet'], { cwd });
    expect(ended).toEqual({ code: 0, out: '', err: '' });
  });

  it('run as root says in one line to use npx', async (context) => {
    if (!isRoot) context.skip('only root can show what root is told');
    const cwd = installed.newFolder();
    const words = ['helm-prod', 'my-app', '--defaults'];
    const ended = await installed.yo(words, { cwd, asRoot: true });
    expect(ended).toEqual({
      code: 1,
      out: '',
      err: 'error yo cannot be run as root; use npx generator-helm-prod my-app --defaults\n',
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});
