import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isReadByHelm } from '../../core/immutable/touches-render.ts';
import { ignoredBy } from '../../core/rules/helmignore.ts';
import { reasonOf, showPath } from '../commit/error.ts';
import { holdSignals } from '../commit/signals.ts';

/** What becomes of a file: undefined takes it away. */
export interface PlannedFile {
  path: string;
  after: string | undefined;
}

/** Helm itself takes no chart of more than some megabytes, so this is no chart but a mistake. */
export const most = { files: 5_000, bytes: 64 * 2 ** 20 };

/** Why there can be no copy, in words for people. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

/**
 * Works in a copy of what Helm reads of a chart, with the planned files laid over. Links are not
 * followed, but for those to the charts in charts/, which are copied as what they mean. The copy is gone afterwards, also where Ctrl-C comes in between: then the work is to
 * end soon, which it can tell by `hasToStop`.
 */
export async function inScratchCopy<T>(
  directory: string,
  planned: readonly PlannedFile[],
  work: (copy: string, hasToStop: () => boolean) => Promise<T>,
): Promise<T> {
  const signals = holdSignals();
  let copy: string | undefined;
  try {
    const made = copying(directory, () => mkdtempSync(join(tmpdir(), 'helm-prod-copy-')));
    copy = made;
    copying(directory, () => fill(made, directory, planned));
    return await work(made, () => signals.received);
  } finally {
    if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
    await signals.release();
  }
}

/** A disk that is full, or a folder that is closed, is one more reason for no copy. */
function copying<T>(directory: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof CopyError) throw error;
    const { path } = error as NodeJS.ErrnoException;
    const where = path === undefined ? '' : `${showPath(path, directory)}: `;
    throw new CopyError(`cannot copy the chart to ${tmpdir()}: ${where}${reasonOf(error)}`);
  }
}

function fill(copy: string, directory: string, planned: readonly PlannedFile[]): void {
  const isPlanned = new Set(planned.map(({ path }) => path));
  const stays = filesOf(directory, ignoredIn(directory)).filter((path) => !isPlanned.has(path));
  copyFiles(directory, copy, stays);
  for (const { path, after } of planned) {
    if (after === undefined || !isReadByHelm(path)) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), after);
  }
}

type Ignored = ReturnType<typeof ignoredBy>;

/** Values are handed to Helm by their path, so that it reads them even where it ignores them. */
function ignoredIn(directory: string): Ignored {
  const file = join(directory, '.helmignore');
  const isIgnored = ignoredBy(existsSync(file) ? readFileSync(file, 'utf8') : '');
  return (path, isFolder) => !/^values[^/]*\.yaml$/.test(path) && isIgnored(path, isFolder);
}

/** All files that Helm may read, as paths in the chart. */
function filesOf(directory: string, isIgnored: Ignored, below = ''): string[] {
  return readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below + entry.name;
    if (!isReadByHelm(path) || !isReadByHelm(`${path}/`)) return [];
    if (isIgnored(path, entry.isDirectory())) return [];
    // Whoever has several charts in one place links them to each other; below those, no link is.
    const isLinkedChart = below === 'charts/' && entry.isSymbolicLink();
    const meant = isLinkedChart ? statSync(join(directory, path)) : entry;
    if (meant.isDirectory()) return filesOf(directory, isIgnored, `${path}/`);
    if (meant.isFile()) return [path];
    throw new CopyError(`${path} is a link or no plain file, which is never followed`);
  });
}

function copyFiles(from: string, to: string, paths: readonly string[]): void {
  if (paths.length > most.files) {
    throw new CopyError(`the folder holds ${paths.length} files, more than ${most.files}`);
  }
  let bytes = 0;
  for (const path of paths) {
    bytes += statSync(join(from, path)).size;
    if (bytes > most.bytes) {
      throw new CopyError(`the folder holds more than ${most.bytes / 2 ** 20} MiB`);
    }
    mkdirSync(dirname(join(to, path)), { recursive: true });
    copyFileSync(join(from, path), join(to, path));
  }
}
