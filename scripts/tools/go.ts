import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Env, EXE } from './cache.ts';
import { findOnPath } from './probe.ts';
import type { Tool } from './tools.ts';
import {
  compareVersions,
  formatVersion,
  parseVersion,
  type Version,
  versionOf,
} from './version.ts';

const LONGEST = 30 * 60_000;

export interface Go {
  readonly path: string;
  readonly version: Version;
}

export function findGo(env: Env): Go | undefined {
  for (const file of findOnPath(['go'], env)) {
    const asked = spawnSync(file, ['env', 'GOVERSION'], {
      encoding: 'utf8',
      timeout: 20_000,
      env: goEnv(env),
    });
    const version = parseVersion((asked.stdout ?? '').trim().replace(/^go/, ''));
    if (version) return { path: file, version };
  }
  return undefined;
}

/** Why this Go cannot be used, or nothing. */
export function goLacks(go: Go | undefined, oldest: string): string | undefined {
  const least = oldest.replace(/\.0$/, '');
  const get = 'Install Go from https://go.dev/dl/';
  if (!go) return `Go ${least} or newer is not on PATH. ${get}`;
  if (compareVersions(go.version, versionOf(oldest)) >= 0) return undefined;
  return `Go ${least} or newer is needed, ${go.path} is ${formatVersion(go.version)}. ${get}`;
}

/** Leaves the module proxy and the checksum database as they are: Go verifies every download. */
function goEnv(env: Env): NodeJS.ProcessEnv {
  const { GOOS: _os, GOARCH: _arch, GOBIN: _bin, ...rest } = env;
  return { ...rest, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GOWORK: 'off', CGO_ENABLED: '0' };
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill();
});

class DownloadError extends Error {}

/** A download that fails is tried once more: proxies hiccup, and a build asks for a thousand files. */
async function run(go: Go, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return await runOnce(go, args, cwd, env);
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    await sleep(1_000);
    return await runOnce(go, args, cwd, env);
  }
}

async function runOnce(
  go: Go,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const child = spawn(go.path, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const limit = setTimeout(() => child.kill(), LONGEST);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject).on('close', resolve);
    });
    if (code === 0) return out;
    throw fault(out + err, code);
  } finally {
    clearTimeout(limit);
    running.delete(child);
  }
}

const NETWORK =
  /dial tcp|no such host|i\/o timeout|proxyconnect|connection (refused|reset)|TLS handshake|: EOF|unexpected EOF/;

/** What went wrong, without the hundred lines about downloads that went well. */
export function fault(text: string, code: number | null): Error {
  const told = [...text.matchAll(/"Error": (".*")/g)].map((match) => JSON.parse(String(match[1])));
  const lines = text
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('go: downloading'));
  const last = told[0] ?? lines.slice(-3).join(' ').trim();
  if (/SECURITY ERROR|checksum mismatch/.test(text)) {
    return new Error(`the download is not what the Go checksum database knows: ${last}`);
  }
  if (NETWORK.test(text)) {
    return new DownloadError(`the download failed, is the network there (GOPROXY right)? ${last}`);
  }
  return new Error(last || `go ended with ${code ?? 'a signal'}`);
}

/** Builds the tool into a folder. */
export async function buildTool(
  go: Go,
  tool: Tool,
  out: string,
  scratch: string,
  env: Env,
): Promise<void> {
  const flags = ['-ldflags', ['-s', '-w', tool.ldflags].filter(Boolean).join(' ')];
  if (!tool.replace && !tool.main) {
    const target = `${tool.package}@v${tool.moduleVersion ?? tool.version}`;
    await run(go, ['install', ...flags, target], scratch, { ...goEnv(env), GOBIN: out });
    return;
  }
  const room = path.join(scratch, 'module');
  await mkdir(room, { recursive: true });
  await writeFile(path.join(room, 'go.mod'), goMod(tool));
  if (tool.main) await writeFile(path.join(room, 'main.go'), tool.main);
  const file = path.join(out, tool.names[0] + EXE);
  await run(go, ['build', '-buildvcs=false', ...flags, '-o', file, tool.package], room, goEnv(env));
}

export function goMod(tool: Tool): string {
  const replaces = Object.entries(tool.replace ?? {}).map(
    ([from, to]) => `replace ${from} => ${to}`,
  );
  return [
    'module tools.invalid',
    `go ${tool.go}`,
    `require ${tool.module} v${tool.moduleVersion ?? tool.version}`,
    ...replaces,
    '',
  ].join('\n');
}

/** Downloads modules (or finds them in Go's cache) and says where each lies. */
export async function downloadModules(
  go: Go,
  modules: readonly string[],
  cwd: string,
  env: Env,
): Promise<Map<string, string>> {
  const printed = await run(go, ['mod', 'download', '-json', ...modules], cwd, goEnv(env));
  const folders = new Map<string, string>();
  for (const text of printed.split(/(?<=^})\n/m).filter((part) => part.trim())) {
    const { Path, Version, Dir } = JSON.parse(text) as Record<string, string>;
    if (Dir) folders.set(`${Path}@${Version}`, Dir);
  }
  return folders;
}
