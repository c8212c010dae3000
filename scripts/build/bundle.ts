import { chmodSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { writeDeclarations } from './declarations.ts';
import { slimYeoman } from './slim-yeoman.ts';
import { writeThirdParty } from './third-party.ts';

/** Libraries that most runs of the CLI do not need: each lies in a file of its own beside it. */
const libraries = ['inquirer', 'yaml', 'zod'] as const;

/** What is published: the CLI, and what Yeoman and other programs load. */
export async function bundle(project: string): Promise<string[]> {
  const dist = join(project, 'dist');
  // Built aside, so that whoever runs it meanwhile finds the old one or the new one.
  const out = `${dist}.building-${process.pid}`;
  const metafiles = [await buildCli(project, out), await buildModules(project, out)];
  chmodSync(join(out, 'cli.cjs'), 0o755);
  writeDeclarations(project, 'generators/api.ts', out);
  const outputs = Object.assign({}, ...metafiles.flat().map((made) => made.outputs));
  writeThirdParty(project, { inputs: {}, outputs }, join(out, 'third-party.txt'));
  rmSync(dist, { recursive: true, force: true });
  renameSync(out, dist);
  return Object.keys(outputs)
    .map((path) => join(dist, relative(out, join(project, path))))
    .map((path) => `${relative(project, path)} ${kilobytes(path)}`);
}

function common(project: string): BuildOptions & { metafile: true } {
  return {
    absWorkingDir: project,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    minify: true,
    legalComments: 'none',
    // No question of ours opens an editor, and what can is the larger half of inquirer.
    alias: { '@inquirer/editor': './scripts/build/no-editor.ts' },
    metafile: true,
    logLevel: 'warning',
  };
}

/** CommonJS, in one file: it starts quicker than modules, and than what is loaded piece by piece. */
async function buildCli(project: string, out: string): Promise<Metafile[]> {
  const besideCli: Plugin = {
    name: 'libraries beside the CLI',
    setup(given) {
      given.onResolve({ filter: new RegExp(`^(${libraries.join('|')})$`) }, ({ path }) => ({
        path: `./libraries/${path}.cjs`,
        external: true,
      }));
    },
  };
  const options = { ...common(project), format: 'cjs' as const };
  const made = await Promise.all([
    build({
      ...options,
      entryPoints: ['generators/shell/cli.ts'],
      outfile: join(out, 'cli.cjs'),
      plugins: [besideCli],
    }),
    ...libraries.map((name) =>
      build({
        ...options,
        entryPoints: [`scripts/build/libraries/${name}.ts`],
        outfile: join(out, 'libraries', `${name}.cjs`),
      }),
    ),
  ]);
  return made.map(({ metafile }) => metafile);
}

async function buildModules(project: string, out: string): Promise<Metafile[]> {
  const { metafile } = await build({
    ...common(project),
    entryPoints: [
      { in: 'generators/app/index.ts', out: 'generators/app/index' },
      { in: 'generators/api.ts', out: 'api' },
    ],
    outdir: out,
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    // Some packages in the bundle are CommonJS and ask for Node's own modules.
    banner: {
      js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`,
    },
    plugins: [slimYeoman(project)],
  });
  return [metafile];
}

function kilobytes(path: string): string {
  return `${Math.round(statSync(path).size / 1024)} kB`;
}
