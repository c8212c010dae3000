import { chmodSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { writeDeclarations } from './declarations.ts';
import { slimYeoman } from './slim-yeoman.ts';
import { writeThirdParty } from './third-party.ts';

/** What is published: one bundle a host, with what is seldom needed in chunks of its own. */
export async function bundle(project: string): Promise<string[]> {
  const dist = join(project, 'dist');
  // Built aside, so that whoever runs it meanwhile finds the old one or the new one.
  const out = `${dist}.building-${process.pid}`;
  const result = await build({
    absWorkingDir: project,
    entryPoints: [
      { in: 'generators/shell/cli.ts', out: 'cli' },
      { in: 'generators/app/index.ts', out: 'generators/app/index' },
      { in: 'generators/api.ts', out: 'api' },
    ],
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    keepNames: false,
    legalComments: 'none',
    chunkNames: 'chunks/[name]-[hash]',
    // Some packages in the bundle are CommonJS and ask for Node's own modules.
    banner: {
      js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`,
    },
    plugins: [slimYeoman(project)],
    // No question of ours opens an editor, and what can is the larger half of inquirer.
    alias: { '@inquirer/editor': './scripts/build/no-editor.ts' },
    metafile: true,
    logLevel: 'warning',
  });
  const cli = join(out, 'cli.js');
  chmodSync(cli, 0o755);
  writeDeclarations(project, 'generators/api.ts', out);
  writeThirdParty(project, result.metafile, join(out, 'third-party.txt'));
  rmSync(dist, { recursive: true, force: true });
  renameSync(out, dist);
  return Object.keys(result.metafile.outputs)
    .filter((path) => path.endsWith('.js'))
    .map((path) => join(dist, relative(out, join(project, path))))
    .map((path) => `${relative(project, path)} ${kilobytes(path)}`);
}

function kilobytes(path: string): string {
  return `${Math.round(statSync(path).size / 1024)} kB`;
}
