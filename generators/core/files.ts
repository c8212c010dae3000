/** A file of one unit. Its path is relative to the unit's folder and always POSIX. */
export interface FileEntry {
  path: string;
  body: string;
  mode: number;
  /** A history, such as CHANGELOG.md: once its owner has written in it, it is never rendered again. */
  isHistory?: true;
}

export type FileMap = ReadonlyMap<string, FileEntry>;

/** Wide on purpose: the user's umask narrows what is written. */
export const MODE_FILE = 0o666;
export const MODE_EXECUTABLE = 0o777;

export class PathError extends Error {
  override readonly name = 'PathError';
}

/** Gathers files; two of one path are an error, wherever they come from. */
export function fileMap(entries: Iterable<FileEntry>): FileMap {
  const files = new Map<string, FileEntry>();
  const taken = new TakenPaths();
  for (const entry of entries) {
    requirePath(entry.path);
    taken.add(entry.path);
    files.set(entry.path, entry);
  }
  return files;
}

export function requirePath(path: string): void {
  const fault = pathFault(path);
  if (fault !== null) throw new PathError(`path ${JSON.stringify(path)} ${fault}`);
}

/** What is wrong with a path, or null: it must stay below the folder it is relative to. */
export function pathFault(path: string): string | null {
  if (path === '') return 'is empty';
  for (let index = 0; index < path.length; index += 1) {
    const unit = path.charCodeAt(index);
    if (unit < 0x20 || unit === 0x7f) return 'holds a control character';
  }
  if (path.includes('\\')) return 'holds a backslash; paths are written with /';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  for (const segment of path.split('/')) {
    if (segment === '') return 'has an empty part';
    if (segment === '..' || segment === '.') return `holds "${segment}"`;
  }
  return null;
}

/**
 * The paths of a tree so far. Names that differ only in case count as one, because they are one
 * file on macOS and Windows; and nothing can be both a file and a folder.
 */
export class TakenPaths {
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();

  add(path: string): void {
    const key = path.toLowerCase();
    const twin = this.#files.get(key);
    if (twin === path) throw new PathError(`two files have the path ${JSON.stringify(path)}`);
    const other = twin ?? this.#folders.get(key);
    if (other !== undefined) throw clash(path, other);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      const folderKey = key.slice(0, at);
      const file = this.#files.get(folderKey);
      if (file !== undefined) throw clash(path, file);
      const known = this.#folders.get(folderKey);
      if (known === folder) break;
      if (known !== undefined) throw clash(path, known);
      this.#folders.set(folderKey, folder);
    }
    this.#files.set(key, path);
  }
}

function clash(path: string, other: string): PathError {
  return new PathError(
    `the paths ${JSON.stringify(path)} and ${JSON.stringify(other)} get in each other's way`,
  );
}
