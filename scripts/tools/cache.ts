import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { TOOLS, type ToolName } from './tools.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** On Windows a program's name ends so. */
export const EXE = process.platform === 'win32' ? '.exe' : '';

export function cacheRoot(env: Env = process.env): string {
  if (env.HELM_PROD_TOOLS_CACHE) return path.resolve(env.HELM_PROD_TOOLS_CACHE);
  const caches = env.XDG_CACHE_HOME || path.join(env.HOME || homedir(), '.cache');
  return path.join(caches, 'helm-prod-tools');
}

/** Where a tool's version lies once it is complete: a folder appears there whole or not at all. */
export function toolFolder(name: ToolName, env?: Env): string {
  return path.join(cacheRoot(env), name, TOOLS[name].version);
}

export function cachedTool(name: ToolName, env?: Env): string {
  return path.join(toolFolder(name, env), TOOLS[name].names[0] + EXE);
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
