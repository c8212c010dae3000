import { lockFileName } from '../core/compose/answers-file.ts';
import { decodeLock, type Lock, LockError } from '../core/lock/lock.ts';
import { joinPath } from '../core/plan.ts';
import { thisGenerator } from '../core/this-generator.ts';
import { misuse, UsageError } from '../core/usage-error.ts';
import { compareVersions } from '../core/versions.ts';

/** Git's markers stand in the record itself. */
export class UnmergedError extends UsageError {
  override readonly name = 'UnmergedError';
}

/** The lock of the chart in a folder; one without files where there is none. */
export function readLock(text: string | undefined, folder: string): Lock {
  if (text === undefined) return { version: '', files: new Map() };
  const file = joinPath(folder, lockFileName);
  const { version, answers } = decoded(headOf(text), file);
  requireNotNewer(version, file);
  let files: Lock['files'] | undefined;
  return {
    version,
    ...(answers ? { answers } : {}),
    // An update that changes nothing never asks for them.
    get files() {
      files ??= decoded(text, file).files;
      return files;
    },
  };
}

/** What a lock says before the first file. */
function headOf(text: string): string {
  const end = text.indexOf('\n== ');
  return end === -1 ? text : text.slice(0, end + 1);
}

function decoded(text: string, file: string): Lock {
  try {
    return decodeLock(text);
  } catch (error) {
    if (!(error instanceof LockError)) throw error;
    if (error.version !== undefined) requireNotNewer(error.version, file);
    if (error.kind === 'conflict') throw unmerged(file);
    const message = `${error.message}; get it back from version control`;
    throw misuse(file, message);
  }
}

function requireNotNewer(version: string, file: string): void {
  if (compareVersions(version, thisGenerator.version) <= 0) return;
  const whose = `was written by version ${version} of the generator, and this is ${thisGenerator.version}`;
  const message = `${whose}; use that one: npx ${thisGenerator.name}@${version}`;
  throw misuse(file, message);
}

export function unmerged(path: string): UnmergedError {
  const message =
    'has conflict markers: update settles them while git waits for that; ' +
    'otherwise get the file back as one branch has it (git checkout BRANCH -- FILE), then update';
  return new UnmergedError([{ path, message }]);
}
