import { basename } from 'node:path';
import { chartName } from '../core/answers/rules.ts';
import type { DataMap } from '../core/compose/tree.ts';
import { pathFault } from '../core/files.ts';
import type { Guesses } from '../core/guess/types.ts';
import { misuse } from '../core/usage-error.ts';
import type { Ports } from './command.ts';

export interface NameAndFolder {
  name: string | undefined;
  folder: string | undefined;
}

/** A folder names the chart, and a name its folder, unless both are said. */
export function nameAndFolder(
  dir: string | undefined,
  given: readonly (DataMap | undefined)[],
  guesses: Guesses,
  ports: Ports,
): NameAndFolder {
  const said = given.map((answers) => answers?.name).find((name) => name !== undefined);
  const folder = dir === undefined ? undefined : folderOf(dir, said !== undefined);
  if (typeof said === 'string') return { name: said, folder };
  if (folder !== undefined) {
    return { name: basename(folder === '.' ? ports.workspace : folder), folder };
  }
  // Somebody who can be asked for the name is.
  if (ports.asker) return { name: undefined, folder };
  if (guesses.name) return { name: guesses.name.value, folder };
  throw misuse('name', `is needed; give it a folder, as in ${ports.callFor('app')} my-app`);
}

/** Whoever types one of these does not want a chart of that name. */
const commandsToCome = ['starter', 'subchart', 'umbrella'];

/** The folder, below this one and well named where it names the chart. */
function folderOf(dir: string, isNamed: boolean): string {
  if (commandsToCome.includes(dir)) {
    throw misuse(dir, `is kept for a command; for a folder of that name say ./${dir}`);
  }
  const folder = dir.replace(/^(\.\/)+/, '').replace(/\/+$/, '') || '.';
  if (folder === '.') return folder;
  const fault = pathFault(folder);
  if (fault) {
    throw misuse(JSON.stringify(dir), `${fault}; give a folder below this one, such as my-app`);
  }
  const nameFault = isNamed ? undefined : chartName(basename(folder));
  if (nameFault) throw misuse('name', `${JSON.stringify(basename(folder))}: ${nameFault}`);
  return folder;
}
