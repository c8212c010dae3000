import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { copyPackages } from './copy-packages.ts';

/** What is published, installed by npm into a prefix of its own beside yo, as users have it. */
export interface Installation {
  /** As npm sees it. */
  tarball: { bytes: number; unpacked: number; files: string[] };
  /** What npm put into node_modules. */
  added: string[];
  modules: string;
  yo(args: readonly string[], options: RunOptions): Promise<Ended>;
  bin(name: string, args: readonly string[], options: RunOptions): Promise<Ended>;
  /** An empty folder in which the user may write. */
  newFolder(): string;
  remove(): void;
}

export interface RunOptions {
  cwd: string;
  /** `open`: somebody who never says a word. `closed`: no such file. Else it is empty. */
  stdin?: 'open' | 'closed';
  asRoot?: boolean;
}

export interface Ended {
  /** Null where it had to be ended. */
  code: number | null;
  out: string;
  err: string;
}

export const isRoot = process.getuid?.() === 0;
/** yo will not have root; whoever is root is nobody for as long. */
const user = isRoot ? { uid: 65534, gid: 65534 } : {};
const project = join(import.meta.dirname, '../..');
const longest = 45_000;

export function install(): Installation {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'helm-prod-yo-'));
  chmodSync(base, 0o755);
  try {
    return installInto(base);
  } catch (error) {
    rmSync(base, { recursive: true, force: true });
    throw error;
  }
}

function installInto(base: string): Installation {
  const folder = (name: string): string => {
    const path = join(base, name);
    mkdirSync(path);
    if (isRoot) chownSync(path, 65534, 65534);
    return path;
  };
  const home = folder('home');
  const prefix = join(base, 'prefix');
  const modules = join(prefix, 'lib/node_modules');
  const env = { PATH: process.env.PATH, HOME: home, NO_UPDATE_NOTIFIER: '1' };

  const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', base], env);
  const [tarball] = JSON.parse(packed) as [
    { filename: string; size: number; unpackedSize: number; files: { path: string }[] },
  ];
  npm(['install', '--global', '--offline', '--prefix', prefix, join(base, tarball.filename)], env);
  const added = readdirSync(modules);

  if (isRoot) spawnSync('chown', ['-R', '65534:65534', prefix]);

  const node = nodeFor(base);
  const path = [dirname(node), process.env.PATH].join(delimiter);
  const runAs = (script: string, args: readonly string[], { asRoot, ...options }: RunOptions) => {
    const rootHome = asRoot ? mkdtempSync(join(base, 'root-')) : home;
    return run(node, [script, ...args], options.stdin, {
      cwd: options.cwd,
      env: { ...env, PATH: path, HOME: rootHome },
      ...(asRoot ? {} : user),
    });
  };
  let count = 0;
  return {
    tarball: {
      bytes: tarball.size,
      unpacked: tarball.unpackedSize,
      files: tarball.files.map((file) => file.path),
    },
    added,
    modules,
    yo: (args, options) => {
      if (!existsSync(join(modules, 'yo'))) bringYo(modules, node);
      return runAs(join(modules, 'yo/lib/cli.js'), args, options);
    },
    bin: (name, args, options) => runAs(join(prefix, 'bin', name), args, options),
    newFolder: () => folder(`work-${++count}`),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

function npm(args: readonly string[], env: Record<string, string | undefined>): string {
  const result = spawnSync('npm', args, { cwd: project, env, encoding: 'utf8', timeout: longest });
  if (result.status !== 0) throw new Error(`npm ${args.join(' ')}\n${result.stderr}`);
  return result.stdout;
}

/** Node, where the user can reach it. */
function nodeFor(base: string): string {
  if (spawnSync(process.execPath, ['-e', '0'], user).status === 0) return process.execPath;
  const copy = join(base, 'node');
  copyFileSync(process.execPath, copy);
  chmodSync(copy, 0o755);
  return copy;
}

/** yo from our own node_modules: linked, or copied where a link would lead to a closed folder. */
function bringYo(modules: string, node: string): void {
  const names = ['yo', 'yeoman-generator'];
  const own = join(project, 'node_modules');
  const read = 'require("node:fs").readFileSync(process.argv[1])';
  const isOpen = names.every(
    (name) => spawnSync(node, ['-e', read, join(own, name, 'package.json')], user).status === 0,
  );
  if (!isOpen) copyPackages(names, own, modules);
  else for (const name of names) symlinkSync(join(own, name), join(modules, name));
  const fixture = 'generator-acme';
  cpSync(join(project, 'test/fixtures', fixture), join(modules, fixture), { recursive: true });
  if (isRoot) spawnSync('chown', ['-R', '65534:65534', join(modules, fixture)]);
}

function run(
  command: string,
  args: readonly string[],
  stdin: RunOptions['stdin'],
  options: SpawnOptions,
): Promise<Ended> {
  const [program, words] =
    stdin === 'closed'
      ? ['/bin/sh', ['-c', 'exec "$@" <&-', 'sh', command, ...args]]
      : [command, [...args]];
  const child = spawn(program, words, {
    ...options,
    stdio: [stdin === 'open' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout?.on('data', (text: Buffer) => {
    ended.out += text.toString();
  });
  child.stderr?.on('data', (text: Buffer) => {
    ended.err += text.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => child.stdin?.destroy());
    child.on('close', (code) => resolve({ ...ended, code }));
  });
}
