import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { cliFile, filesBelow, runCli, temporaryFolder } from './run-cli.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const run = (
  args: string[],
  more: { env?: Record<string, string>; input?: string; cwd?: string } = {},
) => runCli(args, { cwd: folder.path, ...more });

describe('the command line', () => {
  it('makes a chart, says what was made and what comes next, and that nothing was verified', async () => {
    const result = await run(['my-app', '--defaults']);
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(
      /^my-app: \d+ new files, \d+ kB, in my-app\/\n.*\nWrote my-app: \d+ files\n/s,
    );
    expect(result.stdout).toMatch(/helm/i);
    expect(result.stdout.split('Next\n')[1]?.trim().split('\n')).toHaveLength(3);
    expect(result.stdout).not.toContain('\u001b');
    expect(readdirSync(folder.path)).toEqual(['my-app']);
  });

  it('fails with exit code 4 where verification was demanded and is impossible, and leaves the chart', async () => {
    for (const [args, env] of [
      [['a', '--defaults', '--verify'], {}],
      [['b', '--defaults'], { CI: 'true' }],
    ] as const) {
      const result = await run([...args], { env });
      expect(result.code).toBe(4);
      expect(readdirSync(join(folder.path, args[0]))).toContain('Chart.yaml');
    }
  });

  it('verifies with the tools it finds, and names each check with its time', async (context) => {
    const tools = requireTools(context, ['helm4', 'helm-unittest']);
    const env = {
      HELM_PROD_HELM: tools.helm4.path,
      HELM_PROD_UNITTEST: tools['helm-unittest'].path,
      HELM_KUBEVERSION: '',
    };
    const result = await run(['my-app', '--defaults'], { env });
    expect(result.code, result.stdout + result.stderr).toBe(0);
    expect(result.stdout).toMatch(/✓ lint values\.yaml \d+ ms/);
    expect(result.stdout).toMatch(/✓ render values-prod\.yaml \d+ ms/);
    expect(result.stdout).toMatch(/✓ unit tests \d+ ms/);
    expect(result.stdout).toMatch(/kubeconform/);
  });

  it('works in charts/, below a new folder, and in an empty folder', async () => {
    mkdirSync(join(folder.path, 'charts'));
    mkdirSync(join(folder.path, 'empty'));
    expect(
      (await run(['api', '--defaults', '--no-verify'], { cwd: join(folder.path, 'charts') })).code,
    ).toBe(0);
    expect((await run(['deep/down/api', '--defaults', '--no-verify'])).code).toBe(0);
    expect(
      (await run(['.', '--defaults', '--no-verify'], { cwd: join(folder.path, 'empty') })).code,
    ).toBe(0);
    const [one, two] = ['charts/api', 'deep/down/api'].map((path) =>
      filesBelow(join(folder.path, path)),
    );
    expect(one).toEqual(two);
    expect(filesBelow(join(folder.path, 'empty'))['Chart.yaml']).toContain('name: empty');
  });

  it('suggests commands that a shell takes as they are', async () => {
    const result = await run(['a b', '--name=api', '--no-verify']);
    expect(result.code).toBe(0);
    expect(result.stdout).toContain("helm template api 'a b' -f 'a b/values-prod.yaml'");
  });

  it('takes answers from a file, from standard input and from flags alike, flags last', async () => {
    const answers =
      'name: api\nimage: ghcr.io/acme/api:1.0.0\nport: 3000\nenvironments:\n  prod:\n    hosts: [api.example.com]\n';
    writeFileSync(join(folder.path, 'a.yaml'), answers);
    expect((await run(['one', '--answers', 'a.yaml', '--no-verify'])).code).toBe(0);
    expect((await run(['two', '--answers=-', '--no-verify'], { input: answers })).code).toBe(0);
    expect((await run(['three', '--answers', 'a.yaml', '--port=3001', '--no-verify'])).code).toBe(
      0,
    );
    const [one, two, three] = ['one', 'two', 'three'].map((name) =>
      filesBelow(join(folder.path, name)),
    );
    expect(one).toEqual(two);
    expect(one?.['values.yaml']).toContain('http: 3000');
    expect(three?.['values.yaml']).toContain('http: 3001');
  });

  it('a dry run shows the plan and writes nothing', async () => {
    const result = await run(['my-app', '--defaults', '--dry-run']);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^my-app: \d+ new files.*\nNothing was written\.\n/s);
    expect(result.stdout).toMatch(/^ {2}new {7}my-app\/templates\/deployment\.yaml$/m);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('prints one JSON document, whatever happens', async () => {
    const good = JSON.parse((await run(['my-app', '--json'])).stdout);
    expect(good).toMatchObject({
      ok: true,
      written: true,
      command: 'app',
      charts: [{ name: 'my-app', folder: 'my-app' }],
    });
    expect(good.plan.length).toBeGreaterThan(30);
    expect(good.notVerified.length).toBeGreaterThan(0);
    const bad = await run(['My App', '--json', '--prot=1']);
    expect(bad.code).toBe(2);
    expect(JSON.parse(bad.stdout)).toMatchObject({
      ok: false,
      errors: expect.arrayContaining([{ path: '--prot', message: expect.any(String) }]),
    });
    expect(bad.stderr).toBe('');
  });

  it('is quiet when asked to be', async () => {
    const result = await run(['my-app', '--defaults', '--quiet']);
    expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('neither asks nor hangs without a terminal, with standard input open or closed', async () => {
    for (const input of ['open', ''] as const) {
      const result = await run([`app-${input || 'closed'}`, '--no-verify'], { input });
      expect(result.code).toBe(0);
    }
    const nameless = await run([], { input: 'open' });
    expect(nameless.code).toBe(2);
    expect(nameless.stderr).toMatch(
      /^error name: is needed; give it a folder, as in generator-helm-prod my-app\n$/,
    );
  });

  it('takes guesses from the folder, says so, and leaves them where the image is unknown', async () => {
    writeFileSync(
      join(folder.path, 'Dockerfile'),
      'FROM node:22\nEXPOSE 3000\nCMD ["node", "."]\n',
    );
    const known = await run(['one', '--image=acme/api:1', '--no-verify']);
    expect(known.stdout).toMatch(/guessed +port 3000 \(Dockerfile, line 2/);
    expect(filesBelow(join(folder.path, 'one'))['values.yaml']).toContain('http: 3000');
    const sample = await run(['two', '--defaults', '--no-verify']);
    expect(sample.stdout).not.toContain('guessed');
    expect(filesBelow(join(folder.path, 'two'))['values.yaml']).toContain('http: 8080');
  });

  it('shows how to use it, with every flag where that is asked for', async () => {
    const short = await run(['--help']);
    expect(short.code).toBe(0);
    expect(short.stdout).toContain('generator-helm-prod [dir] [flags]');
    const all = await run(['--help=all']);
    expect(all.stdout.split('\n').length).toBeGreaterThan(short.stdout.split('\n').length + 100);
    expect(all.stdout).toContain('--environments.<name>.replicas');
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('ends in peace where nobody reads what it says', async () => {
    const child = spawn(process.execPath, [cliFile, 'my-app', '--defaults', '--no-verify'], {
      cwd: folder.path,
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [code] = await once(child, 'close');
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(readdirSync(join(folder.path, 'my-app'))).toContain('Chart.yaml');
  });

  it('gives the same bytes every time', async () => {
    await run(['one/my-app', '--defaults', '--no-verify']);
    await run(['two/my-app', '--defaults', '--no-verify']);
    expect(filesBelow(join(folder.path, 'one'))).toEqual(filesBelow(join(folder.path, 'two')));
  });

  it('two runs at once both come to their end', async () => {
    const runs = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => run([name, '--defaults', '--no-verify'])),
    );
    expect(runs.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(['0', '0', '0', '0']);
    expect(readdirSync(folder.path).toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });
});
