import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the git repository that a folder lies in; undefined where there is none. */
export function repositoryOf(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (lstatSync(join(at, '.git'), { throwIfNoEntry: false })) return at;
    if (dirname(at) === at) return undefined;
  }
}
