import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file below a folder with its mode and its bytes. */
export function filesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Object.fromEntries(
    files.map((file) => {
      const mode = (statSync(file).mode & 0o777).toString(8);
      return [relative(folder, file), `${mode}\n${readFileSync(file, 'utf8')}`];
    }),
  );
}
