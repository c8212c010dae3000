import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { deeperFiles, projectFiles } from '../core/guess/files.ts';
import type { Guesses } from '../core/guess/types.ts';

const mostBytes = 1024 * 1024;

/**
 * Guesses for the project in a folder. Reads a handful of named files and nothing else: never more
 * than 1 MB of each, never through a link that leads out of the folder. A folder that cannot be
 * read has no guesses.
 */
export async function guessFrom(folder: string): Promise<Guesses> {
  try {
    const texts = readProject(folder);
    if (Object.keys(texts).length === 0) return {};
    const { guess } = await import('../core/guess/guess.ts');
    return await guess(texts);
  } catch {
    return {};
  }
}

function readProject(folder: string): Record<string, string> {
  const names = new Set(readdirSync(folder));
  const present = projectFiles.filter((name) => names.has(name));
  const texts: Record<string, string> = {};
  if (present.length === 0) return texts;
  const root = realpathSync(folder);
  for (const path of [...present, ...deeperFiles(present)]) {
    const text = readInside(root, path);
    if (text !== undefined) texts[path] = text;
  }
  return texts;
}

function readInside(root: string, path: string): string | undefined {
  let file: number | undefined;
  try {
    const real = realpathSync(join(root, path));
    const way = relative(root, real);
    const leadsOut = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
    if (leadsOut || !lstatSync(real).isFile()) return undefined;
    // Not blocking, in case that a pipe took the file's place meanwhile.
    file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const { size } = fstatSync(file);
    if (!fstatSync(file).isFile() || size > mostBytes) return undefined;
    const bytes = Buffer.alloc(size);
    const length = readSync(file, bytes, 0, size, 0);
    return bytes.subarray(0, length).toString('utf8');
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
