import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * yeoman-generator made fit for a bundle. It reads its version from a file beside itself, and it
 * brings along programs for what our generator never does: to call git, npm or a registry.
 */
const unused: Readonly<Record<string, readonly string[]>> = {
  execa: ['execa', 'execaCommand', 'execaCommandSync', 'execaSync'],
  'latest-version': ['default'],
  'read-package-up': ['readPackageUpSync'],
  'simple-git': ['CheckRepoActions', 'CleanOptions', 'simpleGit'],
};
const version =
  /JSON\.parse\(readFileSync\(pathJoin\(_dirname, '\.\.\/package\.json'\), 'utf8'\)\)/;

export function slimYeoman(project: string): Plugin {
  const { name, version: number } = JSON.parse(
    readFileSync(join(project, 'node_modules/yeoman-generator/package.json'), 'utf8'),
  ) as { name: string; version: string };
  return {
    name: 'slim-yeoman',
    setup(build) {
      const names = new RegExp(`^(${Object.keys(unused).join('|')})$`);
      build.onResolve({ filter: names }, ({ path, importer }) =>
        importer.includes('yeoman-generator') ? { path, namespace: 'unused' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
        contents: stub(path, unused[path] ?? []),
      }));
      build.onLoad({ filter: /yeoman-generator[\\/]dist[\\/]generator\.js$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        if (!version.test(source))
          throw new Error(`${path}: no version to put in; see ${import.meta.filename}`);
        return { contents: source.replace(version, JSON.stringify({ name, version: number })) };
      });
    },
  };
}

function stub(name: string, exported: readonly string[]): string {
  return [
    `const absent = () => { throw new Error('${name} is not part of this package'); };`,
    ...exported.map((what) =>
      what === 'default' ? 'export default absent;' : `export const ${what} = absent;`,
    ),
  ].join('\n');
}
