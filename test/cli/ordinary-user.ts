import { chmodSync, chownSync, cpSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cliFile, temporaryFolder } from './run-cli.ts';

/** Root may do anything, so whoever is root is nobody for as long. */
export const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** A copy of the program that everybody may run. */
export function programForAll(): { cli: string; remove(): void } {
  const { path, remove } = temporaryFolder();
  cpSync(dirname(cliFile), join(path, 'dist'), { recursive: true });
  writeFileSync(join(path, 'package.json'), '{"type":"module"}');
  chmodSync(path, 0o755);
  return { cli: join(path, 'dist/cli.cjs'), remove };
}

/** Makes a folder with all in it the user's own. */
export function giveToNobody(folder: string): void {
  if (nobody.uid === undefined) return;
  for (const path of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, path), nobody.uid, nobody.gid);
  }
}
