import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answersFileName } from '../core/compose/answers-file.ts';
import { misuse } from '../core/usage-error.ts';

/** A new chart goes where nothing is: what is there is never touched. */
export function requireRoom(workspace: string, folder: string): void {
  const message = roomFault(workspace, folder);
  if (message !== undefined) throw misuse(folder, message);
}

export function roomFault(workspace: string, folder: string): string | undefined {
  const path = join(workspace, folder);
  let names: string[];
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return undefined;
    if (found.isSymbolicLink()) return 'is a symbolic link; name the folder itself';
    if (!found.isDirectory()) return 'is there and is no folder; choose another name';
    names = readdirSync(path);
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code}); choose another folder`;
  }
  if (names.length === 0) return undefined;
  if (existsSync(join(path, answersFileName))) {
    return 'holds a chart made by this generator; a new one would overwrite it: use update';
  }
  return `is not empty (${names[0]}${names.length > 1 ? ', …' : ''}); choose another name or empty it`;
}
