import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** Copies packages with all that they need from one node_modules into another. */
export function copyPackages(names: readonly string[], from: string, into: string): void {
  const tops = new Set(
    [...closure(names, from)].map((folder) => topOf(relative(from, folder))).toSorted(),
  );
  for (const top of tops) {
    mkdirSync(dirname(join(into, top)), { recursive: true });
    const copied = spawnSync('cp', ['-R', join(from, top), join(into, top)], { encoding: 'utf8' });
    if (copied.status !== 0) throw new Error(`cannot copy ${top}: ${copied.stderr}`);
  }
}

function closure(names: readonly string[], modules: string): Set<string> {
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    const { dependencies, peerDependencies, optionalDependencies } = manifest;
    for (const name of Object.keys({
      ...dependencies,
      ...peerDependencies,
      ...optionalDependencies,
    })) {
      const found = find(name, folder, modules);
      if (found) visit(found);
    }
  };
  for (const name of names) visit(join(modules, name));
  return seen;
}

/** As Node looks it up: beside the one who asks, then ever further up. */
function find(name: string, asker: string, modules: string): string | undefined {
  for (let at = asker; at.startsWith(modules); at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  const top = join(modules, name);
  return existsSync(join(top, 'package.json')) ? top : undefined;
}

function topOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
