import { chmodSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { writeDeclarations } from './declarations.ts';
import { slimYeoman } from './slim-yeoman.ts';
import { writeThirdParty } from './third-party.ts';

/** Libraries that most runs of the CLI do not need: each lies in a file of its own beside it. */
const libraries = ['inquirer', 'yaml', 'zod'] as const;
/** Pure parts of our own that most runs do not need either; nothing that is compared by identity. */
const parts: Readonly<Record<string, string>> = {
  guess: 'generators/core/guess/guess.ts',
  rules: 'generators/core/rules/run.ts',
};

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
  const options = { ...common(project), format: 'cjs' as const };
  const made = await Promise.all([
    build({
      ...options,
      entryPoints: ['generators/shell/cli.ts'],
      outfile: join(out, 'cli.cjs'),
      plugins: [apart('./libraries')],
    }),
    ...libraries.map((name) =>
      build({
        ...options,
        entryPoints: [`scripts/build/libraries/${name}.ts`],
        outfile: join(out, 'libraries', `${name}.cjs`),
      }),
    ),
    ...Object.entries(parts).map(([name, path]) =>
      build({
        ...options,
        entryPoints: [path],
        outfile: join(out, 'libraries', `${name}.cjs`),
        plugins: [apart('.')],
      }),
    ),
  ]);
  return made.map(({ metafile }) => metafile);
}

/** Libraries and parts are not bundled: they are loaded from where they lie. */
function apart(from: string): Plugin {
  return {
    name: 'libraries and parts of their own',
    setup(given) {
      const lie = (name: string) => ({ path: `${from}/${name}.cjs`, external: true });
      given.onResolve({ filter: new RegExp(`^(${libraries.join('|')})$`) }, ({ path }) =>
        lie(path),
      );
      for (const [name, path] of Object.entries(parts)) {
        const filter = new RegExp(`/${basename(dirname(path))}/${basename(path)}$`);
        given.onResolve({ filter }, ({ kind }) => (kind === 'entry-point' ? undefined : lie(name)));
      }
    },
  };
}

async function buildModules(project: string, out: string): Promise<Metafile[]> {
  const { metafile } = await build({
    ...common(project),
    entryPoints: [...generatorsIn(project), { in: 'generators/api.ts', out: 'api' }],
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

/** What `yo` loads: every folder below generators/ with an index.ts. */
function generatorsIn(project: string): { in: string; out: string }[] {
  return readdirSync(join(project, 'generators'))
    .map((name) => `generators/${name}/index`)
    .filter((path) => existsSync(join(project, `${path}.ts`)))
    .map((path) => ({ in: `${path}.ts`, out: path }));
}

function kilobytes(path: string): string {
  return `${Math.round(statSync(path).size / 1024)} kB`;
}
