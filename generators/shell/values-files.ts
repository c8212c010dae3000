import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSnapshot } from './snapshot.ts';

/** The files of a chart that set values, its owner's own ones too, with their texts. */
export function valuesFiles(directory: string): [path: string, text: string][] {
  const paths = ['', 'ci'].flatMap((folder) =>
    namesIn(join(directory, folder))
      .filter((name) => (folder === '' ? /^values.*\.ya?ml$/ : /\.ya?ml$/).test(name))
      .map((name) => (folder === '' ? name : `${folder}/${name}`)),
  );
  return [...readSnapshot(directory, paths)].flatMap(([path, { text }]) =>
    text === undefined ? [] : [[path, text]],
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
