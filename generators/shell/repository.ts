import { dirname, join } from 'node:path';
import { exists } from './commit/disk.ts';

/** The folder of the git repository that a folder lies in; undefined where there is none. */
export function repositoryOf(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (exists(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
