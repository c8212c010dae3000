import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { install } from '../../scripts/tools/install.ts';
import { withLock } from '../../scripts/tools/lock.ts';
import { locateTools, resolveTools } from '../../scripts/tools/resolve.ts';

const MAIN = fileURLToPath(new URL('../../scripts/tools/main.ts', import.meta.url));
const TSX = fileURLToPath(new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url));

/** A Go that takes FAKE_SECONDS to install an empty program, and writes down what it was asked. */
const FAKE_GO = `#!/bin/sh
case "$1" in
env) echo "go\${FAKE_VERSION:-1.26.8}" ;;
install)
  echo "$@" >> "$FAKE_LOG"
  if [ -n "$FAKE_FAULT" ]; then echo "$FAKE_FAULT" >&2; exit 1; fi
  /bin/sleep "\${FAKE_SECONDS:-0}"
  [ -d "$GOBIN" ] || exit 1
  echo "#!/bin/sh" > "$GOBIN/kubeconform"
  /bin/chmod +x "$GOBIN/kubeconform" ;;
esac
`;

let room: string;
let env: Record<string, string>;
let folder: string;

beforeEach(() => {
  room = mkdtempSync(path.join(tmpdir(), 'tools-'));
  const cache = path.join(room, 'cache');
  env = {
    PATH: path.join(room, 'bin'),
    HELM_PROD_TOOLS_CACHE: cache,
    FAKE_LOG: path.join(room, 'log'),
  };
  folder = path.join(cache, 'kubeconform');
  program('go', FAKE_GO);
});

afterEach(() => {
  rmSync(room, { recursive: true, force: true });
});

function program(name: string, text: string): string {
  const file = path.join(room, 'bin', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

const builds = () =>
  existsSync(String(env.FAKE_LOG)) ? readFileSync(String(env.FAKE_LOG), 'utf8') : '';

async function resolve(extra: Record<string, string> = {}) {
  const said: string[] = [];
  const toolbox = await resolveTools({
    only: ['kubeconform'],
    env: { ...env, ...extra },
    say: (line) => said.push(line),
  });
  return { entry: toolbox.kubeconform, said };
}

describe.skipIf(process.platform === 'win32')('a tool', () => {
  it('is built into the cache once, then taken from there', async () => {
    const { entry, said } = await resolve();
    const file = path.join(folder, '0.7.0/kubeconform');
    expect(entry).toMatchObject({ ok: true, source: 'built', version: '0.7.0', path: file });
    expect(said).toEqual([
      'building kubeconform 0.7.0 …',
      'building kubeconform 0.7.0: done in 0 s',
    ]);
    expect(readdirSync(folder)).toEqual(['0.7.0']);
    expect(builds()).toMatch(
      /^install .* github.com\/yannh\/kubeconform\/cmd\/kubeconform@v0.7.0\n$/,
    );
    expect((await resolve()).entry).toMatchObject({ source: 'cache', path: file });
    expect(locateTools(env).kubeconform).toMatchObject({ ok: true, source: 'cache', path: file });
    expect(builds().split('\n')).toHaveLength(2);
  });

  it('on PATH is taken in a right version', async () => {
    const file = program('kubeconform', '#!/bin/sh\necho v0.8.1\n');
    expect(locateTools(env).kubeconform).toEqual({
      ok: true,
      path: file,
      version: '0.8.1',
      source: 'PATH',
    });
    expect((await resolve()).entry).toMatchObject({ source: 'PATH' });
    expect(builds()).toBe('');
  });

  it('on PATH that says nothing of itself is known by what Go wrote into it', () => {
    const module = 'mod\tgithub.com/helm-unittest/helm-unittest\tv1.1.3\th1:x=\n';
    program('untt', `#!/bin/sh\nexit 1\npath\tx\n${module}`);
    expect(locateTools(env)['helm-unittest']).toMatchObject({ ok: true, version: '1.1.3' });
  });

  it('on PATH in a wrong version is passed over, and named where nothing else is to be had', async () => {
    const file = program('kubeconform', '#!/bin/sh\necho v0.6.7\n');
    expect((await resolve({ FAKE_FAULT: 'boom' })).entry).toMatchObject({
      ok: false,
      reason: expect.stringContaining('boom'),
    });
    rmSync(path.join(room, 'bin/go'));
    const { entry } = await resolve();
    expect(entry).toEqual({
      ok: false,
      seconds: expect.any(Number),
      reason:
        `missing: kubeconform 0.7.0 (${file} is 0.6.7, too old). Go 1.24 or newer is not on PATH. ` +
        'Install Go from https://go.dev/dl/, or put kubeconform 0.7 or a newer 0.x on PATH ' +
        '(https://github.com/yannh/kubeconform#installation); then run `npm run tools`',
    });
  });

  it('is missing with a reason where Go is too old or the download fails', async () => {
    expect((await resolve({ FAKE_VERSION: '1.21.3' })).entry).toMatchObject({
      reason: expect.stringContaining('Go 1.24 or newer is needed'),
    });
    const { entry } = await resolve({ FAKE_FAULT: 'dial tcp: lookup proxy: no such host' });
    expect(entry).toMatchObject({ reason: expect.stringContaining('the download failed') });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is built once by two runs at once', async () => {
    const runs = await Promise.all([
      resolve({ FAKE_SECONDS: '1' }),
      resolve({ FAKE_SECONDS: '1' }),
    ]);
    const sources = runs.map(({ entry }) => entry.ok && entry.source);
    expect(sources.sort()).toEqual(['built', 'cache']);
    expect(runs.flatMap(({ said }) => said).join('\n')).toContain('waiting for another run');
    expect(builds().split('\n')).toHaveLength(2);
  });

  it('is not there after a kill, and the next run takes over', async () => {
    const run = spawn(process.execPath, ['--import', TSX, MAIN, 'kubeconform'], {
      env: { ...env, FAKE_SECONDS: '5' },
      stdio: 'ignore',
    });
    const ended = new Promise((done) => run.once('close', done));
    while (!builds()) await sleep(20);
    run.kill('SIGKILL');
    await ended;
    expect(readdirSync(folder)).toEqual(['.0.7.0.building']);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path.join(folder, '.0.7.0.building/owner'), longAgo, longAgo);
    expect((await resolve()).entry).toMatchObject({ ok: true, source: 'built' });
    expect(readdirSync(folder)).toEqual(['0.7.0']);
  }, 20_000);

  it('leaves no lock when it is told to stop', async () => {
    const run = spawn(process.execPath, ['--import', TSX, MAIN, 'kubeconform'], {
      env: { ...env, FAKE_SECONDS: '5' },
      stdio: 'ignore',
    });
    const ended = new Promise((done) => run.once('close', done));
    while (!builds()) await sleep(20);
    run.kill('SIGTERM');
    expect(await ended).toBe(143);
    expect(readdirSync(folder)).toEqual([]);
  }, 20_000);
});

describe('an installation', () => {
  const at = () => path.join(room, 'thing/1.0.0');
  const complete = () => existsSync(path.join(at(), 'file'));
  const fill = async (out: string) => writeFileSync(path.join(out, 'file'), 'new');

  it('replaces a folder that is not whole', async () => {
    mkdirSync(at(), { recursive: true });
    writeFileSync(path.join(at(), 'rest'), 'old');
    expect(await install({ target: at(), complete, make: fill })).toBe(true);
    expect(readdirSync(at())).toEqual(['file']);
  });

  it('that fails leaves nothing, and passes its fault on', async () => {
    const make = async () => Promise.reject(new Error('boom'));
    await expect(install({ target: at(), complete, make })).rejects.toThrow('boom');
    expect(readdirSync(path.dirname(at()))).toEqual([]);
  });

  it('that lost its lock does no harm', async () => {
    const make = async (out: string) => {
      await fill(out);
      rmSync(path.join(room, 'thing/.1.0.0.building'), { recursive: true });
      await install({ target: at(), complete, make: fill });
    };
    expect(await install({ target: at(), complete, make })).toBe(false);
    expect(complete()).toBe(true);
  });
});

describe('a lock', () => {
  it('is kept alive by its owner, however long that takes', async () => {
    const lock = path.join(room, 'lock');
    const times = { beat: 20, stale: 300, poll: 10 };
    const order: string[] = [];
    const first = withLock(lock, async () => sleep(800).then(() => order.push('first')), { times });
    await sleep(20);
    const second = withLock(lock, async () => order.push('second'), { times });
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
    expect(existsSync(lock)).toBe(false);
  });
});
