import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { yamlMap } from '../../core/data/parsed.ts';
import { inShell } from '../../core/template/escape.ts';
import { commitError } from '../commit/error.ts';

/** Why helm can do nothing with the chart, with the cure; null where it can. */
export function lackOfDependencies(directory: string, folder: string): string | null {
  try {
    const absent = missingDependencies(directory);
    const cure = `run: helm dependency build ${inShell(folder)}`;
    return absent.length === 0 ? null : `charts/ lacks ${absent.join(', ')}; ${cure}`;
  } catch (error) {
    return commitError(error, join(directory, 'charts'), directory, 'read').message;
  }
}

/**
 * The dependencies that Chart.yaml asks for and charts/ does not hold: without them helm can
 * neither lint nor render. A chart that cannot be read has none; helm will say what is wrong.
 */
export function missingDependencies(directory: string): string[] {
  const wanted = declaredDependencies(directory);
  if (wanted.length === 0) return [];
  const folder = join(directory, 'charts');
  const present = existsSync(folder) ? readdirSync(folder) : [];
  return wanted.filter((name) => !present.some((entry) => isChart(entry, name)));
}

/** Whether the entry of charts/ is the chart, as a folder or as a package. */
export function isChart(entry: string, name: string): boolean {
  return (
    entry === name ||
    (entry.startsWith(`${name}-`) && /^v?\d.*\.tgz$/.test(entry.slice(name.length + 1)))
  );
}

/** The names of the dependencies that Chart.yaml asks for. */
export function declaredDependencies(directory: string): string[] {
  try {
    const { dependencies } = yamlMap(readFileSync(join(directory, 'Chart.yaml'), 'utf8'));
    if (!Array.isArray(dependencies)) return [];
    return dependencies
      .map((dependency) => (dependency as { name?: unknown } | null)?.name)
      .filter((name) => typeof name === 'string');
  } catch {
    return [];
  }
}
