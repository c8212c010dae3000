import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The folder that a run works in and must not leave behind. */
export const HOME = '.helm-prod';

/** What a folder holds: path to kind, mode and bytes. */
export type Snapshot = ReadonlyMap<string, string>;

export function snapshot(root: string, { home = true } = {}): Snapshot {
  const found = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const local = relative(root, path);
      if (local === HOME && !home) continue;
      const stats = lstatSync(path);
      const mode = (stats.mode & 0o7777).toString(8);
      if (stats.isDirectory()) {
        found.set(local, `folder ${mode}`);
        walk(path);
      } else if (stats.isSymbolicLink()) {
        found.set(local, `link ${readlinkSync(path)}`);
      } else {
        found.set(local, `file ${mode} ${readFileSync(path, 'utf8')}`);
      }
    }
  };
  walk(root);
  return found;
}

export function same(one: Snapshot, other: Snapshot): boolean {
  return one.size === other.size && [...one].every(([path, what]) => other.get(path) === what);
}
