import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';

interface Manifest {
  name: string;
  version: string;
  license?: string;
}

/** Whose work is in the bundles, and on what terms it may be passed on. */
export function writeThirdParty(project: string, { outputs }: Metafile, into: string): void {
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    ),
  );
  const folders = new Set(used.flatMap((path) => packageFolder(path) ?? []));
  const notices = [...folders].map((folder) => notice(resolve(project, folder)));
  const head = 'This package contains work of others, bundled and cut down to what it uses.\n';
  writeFileSync(into, [head, ...new Set(notices.toSorted())].join(`\n${'-'.repeat(72)}\n`));
}

function packageFolder(path: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function notice(folder: string): string {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const { name, version, license } = JSON.parse(text) as Manifest;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const terms = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license ?? 'see below'})\n\n${terms}\n`;
}
