import { readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../core/plan.ts';
import { look, names } from './disk.ts';
import { CommitError, commitError, showPath } from './error.ts';
import { HOME, type Lock } from './lock.ts';
import type { Place } from './place.ts';

/** The lock's folder is no place for a chart. */
export function requireUnreserved({ units, updates }: Plan): void {
  const paths = [
    ...units.flatMap(({ root, files }) => (root === '.' ? [...files.keys()] : [root])),
    ...updates.flatMap(({ root, changes }) =>
      root === '.' ? changes.map(({ path }) => path) : [root],
    ),
  ];
  if (paths.some((path) => path.split('/', 1)[0] === HOME)) {
    throw new CommitError('OCCUPIED', `${HOME} is needed while writing; choose another name`);
  }
}

/**
 * The stage mirrors the workspace, so what has to be moved are the topmost paths that are not
 * there yet: `charts` where even that is missing, else `charts/api`. The folders that updates make
 * will be there by then.
 */
export function findPlaces(plan: Plan, willBeThere: ReadonlySet<string>, lock: Lock): Place[] {
  const found = new Map<string, Place>();
  const roots = plan.units.map((unit) => unit.root).sort((a, b) => a.length - b.length);
  for (const root of roots) {
    const steps =
      root === '.' ? entriesAtTop(plan, lock) : [stepTo(root, willBeThere, found, lock)];
    for (const step of steps) if (step !== null) found.set(step.path, step);
  }
  return [...found.values()];
}

function stepTo(
  root: string,
  willBeThere: ReadonlySet<string>,
  found: ReadonlyMap<string, Place>,
  lock: Lock,
): Place | null {
  const parts = root.split('/');
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const path = parts.slice(0, depth).join('/');
    if (found.has(path)) return null;
    if (willBeThere.has(path)) continue;
    const target = join(lock.workspace, path);
    try {
      const stats = look(target);
      if (stats === null) return { kind: 'place', path, replaces: null };
      requireFolder(stats, target, lock);
      if (depth === parts.length) {
        requireEmpty(readdirSync(target), target, lock);
        return { kind: 'place', path, replaces: stats.mode & 0o7777 };
      }
    } catch (error) {
      throw commitError(error, target, lock.workspace);
    }
  }
  return null;
}

/** The workspace cannot be replaced as a whole, since shells stand in it: its entries are. */
function entriesAtTop(plan: Plan, lock: Lock): Place[] {
  const present = names(lock.workspace) ?? [];
  requireEmpty(
    present.filter((name) => name !== HOME),
    lock.workspace,
    lock,
  );
  const files = plan.units.find((unit) => unit.root === '.')?.files ?? new Map<string, never>();
  const tops = new Set([...files.keys()].map((path) => path.split('/', 1)[0] ?? path));
  return [...tops].map((path) => ({ kind: 'place', path, replaces: null }));
}

/** From the workspace down. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Every folder above a path, as far as there are any, is a real one in the workspace. */
export function requireRealFolders(path: string, lock: Lock): void {
  for (const above of foldersAbove(path)) {
    const folder = join(lock.workspace, above);
    const stats = look(folder);
    if (stats === null) return;
    requireFolder(stats, folder, lock);
  }
}

function requireFolder(stats: Stats, target: string, lock: Lock): void {
  if (stats.isDirectory()) return;
  const shown = showPath(target, lock.workspace);
  throw stats.isSymbolicLink()
    ? new CommitError(
        'SYMLINK',
        `${shown} is a symbolic link, which is never followed; name the real folder`,
      )
    : new CommitError(
        'ENOTDIR',
        `${shown} is a file where a folder should be; move it away or choose another name`,
      );
}

export function requireFile(stats: Stats, target: string, lock: Lock): void {
  if (stats.isFile()) return;
  const shown = showPath(target, lock.workspace);
  throw stats.isSymbolicLink()
    ? new CommitError(
        'SYMLINK',
        `${shown} is a symbolic link, which is never followed; put the file itself there`,
      )
    : new CommitError('EISDIR', `${shown} is no file, but one should be there; move it away`);
}

function requireEmpty(present: readonly string[], target: string, lock: Lock): void {
  if (present.length === 0) return;
  const shown = showPath(target, lock.workspace);
  throw new CommitError(
    'OCCUPIED',
    `${shown} is not empty; choose another folder, or empty it first`,
  );
}
