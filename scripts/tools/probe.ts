import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type Env, EXE, isProgram } from './cache.ts';
import type { Candidate } from './choose.ts';
import type { Tool } from './tools.ts';
import { parseVersion } from './version.ts';

/** Every program of one of these names on PATH, in PATH's order, each file once. */
export function findOnPath(names: readonly string[], env: Env): string[] {
  const found = new Map<string, string>();
  for (const folder of (env.PATH ?? '').split(path.delimiter).filter(Boolean)) {
    for (const name of names) {
      const file = path.join(folder, name + EXE);
      if (!isProgram(file)) continue;
      const real = realpathSync(file);
      if (!found.has(real)) found.set(real, file);
    }
  }
  return [...found.values()];
}

export function probeTool(tool: Tool, env: Env): Candidate[] {
  return findOnPath(tool.names, env).map((file) => ({ path: file, says: says(tool, file, env) }));
}

function says(tool: Tool, file: string, env: Env): string | undefined {
  const printed = tool.versionArgs && ask(file, tool.versionArgs, env);
  if (printed && parseVersion(printed)) return printed;
  return moduleVersion(file, tool.module) ?? printed;
}

function ask(file: string, args: readonly string[], env: Env): string | undefined {
  const answer = spawnSync(file, args, { encoding: 'utf8', timeout: 10_000, env: { ...env } });
  return answer.stdout?.trim().split('\n')[0] || undefined;
}

/** What `go version -m` prints of the main module, without needing Go. */
function moduleVersion(file: string, module: string): string | undefined {
  const head = `\nmod\t${module}\t`;
  const bytes = readFileSync(file);
  const at = bytes.indexOf(head);
  if (at < 0) return undefined;
  const line = bytes.subarray(at + head.length, at + head.length + 100).toString('latin1');
  return line.split(/[\t\n]/)[0];
}
