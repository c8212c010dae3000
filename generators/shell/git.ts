import { relative } from 'node:path';
import { repositoryOf } from './repository.ts';
import { runProcess } from './verify/process.ts';

const limits = { milliseconds: 10_000, bytes: 2 ** 22 };

/** Paths in a folder, relative to it, whose changes git does not have yet; none without git. */
export async function uncommitted(directory: string): Promise<string[]> {
  const root = repositoryOf(directory);
  if (root === undefined) return [];
  const words = [
    'git',
    '-C',
    directory,
    'status',
    '--porcelain=v1',
    '-z',
    '--no-renames',
    '--untracked-files=all',
    '--',
    '.',
  ];
  const { code, output } = await runProcess(words, { limits });
  if (code !== 0) return [];
  // git names them as they lie in the repository.
  const prefix = `${relative(root, directory)}/`;
  return output
    .split('\0')
    .filter((row) => row !== '')
    .map((row) => row.slice(3))
    .map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path));
}
