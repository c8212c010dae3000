import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEnv } from 'yeoman-environment';
import { commands } from '../../generators/commands/commands.ts';
import { type Installation, install } from './installed.ts';

const project = join(import.meta.dirname, '../..');
let installed: Installation;
beforeAll(() => {
  installed = install();
});
afterAll(() => installed?.remove());

describe('what is published', () => {
  it('holds what runs, and nothing else', () => {
    const { files, bytes, unpacked } = installed.tarball;
    console.info(
      `tarball: ${kilobytes(bytes)} kB, unpacked ${kilobytes(unpacked)} kB, ${files.length} files`,
    );
    const known =
      /^(dist\/[\w./-]+\.(c?js|d\.ts)|dist\/third-party\.txt|answers\.schema\.json|package\.json|README\.md|LICENSE)$/;
    expect(files.filter((file) => !known.test(file))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'answers.schema.json',
        'dist/api.d.ts',
        'dist/api.js',
        'dist/cli.cjs',
        'dist/generators/app/index.js',
        'dist/third-party.txt',
        'package.json',
      ]),
    );
  });

  it('installs one package and no other, without the network', () => {
    expect(installed.added).toEqual(['generator-helm-prod']);
    const folder = join(installed.modules, 'generator-helm-prod');
    expect(existsSync(join(folder, 'node_modules'))).toBe(false);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(manifest.keywords).toContain('yeoman-generator');
  });

  it.each(['generator-helm-prod', 'helm-prod'])('runs as %s', async (name) => {
    const cwd = installed.newFolder();
    const made = await installed.bin(name, ['my-app', '--no-verify', '--quiet'], { cwd });
    expect(made).toEqual({ code: 0, out: '', err: '' });
    expect(readdirSync(cwd)).toEqual(['my-app']);
  });

  it('is one generator a command to yo', async () => {
    const found = await createEnv().lookup({
      packagePaths: [join(installed.modules, 'generator-helm-prod')],
    });
    const names = found.map(({ namespace }) => namespace);
    expect(names.toSorted()).toEqual(commands.map(({ name }) => `helm-prod:${name}`).toSorted());
  });

  it('has nothing that yo would take for a generator, here either', () => {
    const lookups = ['.', 'generators', 'lib/generators', 'dist/generators'];
    const entries = lookups.flatMap((lookup) => indexesIn(join(project, lookup), lookup));
    const wanted = ['generators', 'dist/generators'].flatMap((folder) =>
      commands.map(({ name }) => `${folder}/${name}`),
    );
    expect(entries.toSorted()).toEqual(wanted.toSorted());
  });
});

function indexesIn(folder: string, name: string): string[] {
  if (!existsSync(folder)) return [];
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inner
    .filter((entry) =>
      readdirSync(join(folder, entry.name)).some((f) => /^index\.[cm]?[jt]s$/.test(f)),
    )
    .map((entry) => `${name}/${entry.name}`);
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024);
}
