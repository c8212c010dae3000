import type { Tool } from './tools.ts';
import { formatVersion, parseVersion, suits, type Version, versionOf } from './version.ts';

/** A program found on PATH, and what it says of its version. */
export interface Candidate {
  readonly path: string;
  readonly says: string | undefined;
}

export type Choice =
  | { from: 'PATH'; path: string; version: string }
  | { from: 'cache' }
  | { from: 'build'; unsuitable: string[] };

/** PATH first, then the cache, else it has to be built; with what was wrong with those on PATH. */
export function choose(tool: Tool, onPath: readonly Candidate[], cached: boolean): Choice {
  const oldest = versionOf(tool.oldest);
  const unsuitable: string[] = [];
  for (const { path, says } of onPath) {
    const version = says === undefined ? undefined : parseVersion(says);
    if (version && suits(version, oldest)) {
      return { from: 'PATH', path, version: formatVersion(version) };
    }
    unsuitable.push(`${path} ${whyNot(version, says, oldest)}`);
  }
  return cached ? { from: 'cache' } : { from: 'build', unsuitable };
}

function whyNot(version: Version | undefined, says: string | undefined, oldest: Version): string {
  if (!version) return `does not say a version that was released${says ? ` ("${says}")` : ''}`;
  const found = formatVersion(version);
  return version[0] === oldest[0] ? `is ${found}, too old` : `is ${found}, another major`;
}

/** "3.21 or a newer 3.x", for people. */
export function wanted(tool: Tool): string {
  const [major, minor, patch] = versionOf(tool.oldest);
  const oldest = patch === 0 ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
  return `${oldest} or a newer ${major}.x`;
}
