import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Types of the programmatic API, which stands on its own: no file beside it is needed. */
export function writeDeclarations(project: string, entry: string, into: string): void {
  const compiler = join(project, 'node_modules/typescript/bin/tsc');
  const flags = ['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--noResolve'];
  const dialect = ['--noCheck', '--allowImportingTsExtensions', '--module', 'nodenext'];
  const result = spawnSync(
    process.execPath,
    [compiler, join(project, entry), ...flags, ...dialect, '--target', 'es2022', '--outDir', into],
    { encoding: 'utf8' },
  );
  if (result.status !== 0) throw new Error(`no types for ${entry}\n${result.stdout}`);
}
