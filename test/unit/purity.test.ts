import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features } from '../../generators/core/features.ts';

const project = join(import.meta.dirname, '../..');
const core = join(project, 'generators/core');
/** Libraries that touch neither files nor processes nor the clock. */
const pureLibraries = new Set(['zod', 'yaml', 'ejs']);

describe('the core', () => {
  it('imports nothing but itself, the templates and pure libraries', () => {
    const seen = new Set<string>();
    const strangers: string[] = [];
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      if (file.endsWith('.json')) return;
      for (const target of importsOf(file)) {
        if (!target.startsWith('.')) {
          if (!pureLibraries.has(target))
            strangers.push(`${relative(project, file)} imports ${target}`);
          continue;
        }
        const next = resolve(dirname(file), target);
        const isHome = [
          core,
          join(project, 'templates'),
          join(project, 'generated'),
          join(project, 'package.json'),
        ].some((home) => next.startsWith(home));
        if (isHome) visit(next);
        else strangers.push(`${relative(project, file)} imports ${relative(project, next)}`);
      }
    };
    for (const file of sources(core)) visit(file);
    expect(strangers).toEqual([]);
    expect(seen.size).toBeGreaterThan(30);
  });

  it('asks neither for the time nor for chance nor for the process', () => {
    const impure = /\bDate[.(]|\bMath\.random\b|\bprocess\.|\bperformance\.|\bcrypto\./;
    const guilty = [...sources(core), ...sources(join(project, 'templates'))].filter((file) =>
      impure.test(readFileSync(file, 'utf8')),
    );
    expect(guilty.map((file) => relative(project, file))).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('and the folders of features are the same set', () => {
    const folders = readdirSync(join(project, 'templates/features'));
    expect(features.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
  });
});

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/^import type .*$/gm, '');
  const pattern =
    /(?:^|\n)(?:import|export)\s[^;'"]*?from '([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? (match[3] as string));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
