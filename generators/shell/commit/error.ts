import { relative, sep } from 'node:path';

/** Why nothing was written, in one line: where, what, and how to mend it. */
export class CommitError extends Error {
  override readonly name = 'CommitError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Where the fault lies is known better by the caller than by the system call. */
export function commitError(
  error: unknown,
  path: string,
  workspace: string,
  verb: 'write' | 'read' = 'write',
): CommitError {
  if (error instanceof CommitError) return error;
  const message = `cannot ${verb} ${showPath(path, workspace)}: ${reasonOf(error)}`;
  return new CommitError(errorCode(error), message, { cause: error });
}

/** What the system has refused, and how to mend it. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  const known = KNOWN[code];
  const what = known?.[0] ?? (error instanceof Error ? error.message : String(error));
  const cure = known?.[1] ?? 'mend that and run the command again';
  return `${oneLine(what)} (${code}); ${cure}`;
}

export function errorCode(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : 'UNKNOWN';
}

export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(errorCode(error));
}

/** Relative where it lies in the workspace; never more than one line. */
export function showPath(path: string, workspace: string): string {
  const local = relative(workspace, path);
  const outside = local === '' || local === '..' || local.startsWith(`..${sep}`);
  return oneLine(outside ? path : local);
}

function oneLine(text: string): string {
  return /\p{C}/u.test(text) ? JSON.stringify(text).replace(/\p{C}/gu, '?') : text;
}

const KNOWN: Record<string, readonly [what: string, cure: string]> = {
  EACCES: ['permission denied', 'choose a folder you may write to, or change its permissions'],
  EPERM: ['it is not permitted', 'choose a folder you may write to, or change its permissions'],
  EROFS: ['the file system is read-only', 'choose a folder on another one'],
  ENOSPC: ['the disk is full', 'free some space and run the command again'],
  EFBIG: ['a file may not be that large', 'raise the limit (ulimit -f)'],
  EDQUOT: ['the disk quota is used up', 'free some space and run the command again'],
  ENOTDIR: ['a file is where a folder should be', 'move it away or choose another name'],
  EEXIST: ['it is there already', 'move it away or choose another name'],
  ENOTEMPTY: ['the folder is not empty', 'empty it or choose another name'],
  ENOENT: ['the folder it belongs in is not there', 'create that first'],
  ENAMETOOLONG: ['the path is too long', 'choose a shorter name'],
  ELOOP: ['its symbolic links lead in a circle', 'name the real folder'],
  EXDEV: [
    'it is on another file system than the current folder',
    'run the command in a folder of that file system',
  ],
  EBUSY: ['it is a mount point or in use', 'run the command inside it with "." as the folder'],
  EMFILE: ['too many files are open', 'close some programs or raise the limit (ulimit -n)'],
  ENFILE: ['too many files are open', 'close some programs'],
  EIO: ['the disk reports an error', 'check the disk'],
};
