import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { lockFileName } from '../../generators/core/compose/answers-file.ts';
import { decodeLock } from '../../generators/core/lock/lock.ts';

/** A chart as it was generated, of a golden chart or a release. */
export interface PristineChart {
  scenario: string;
  /** Of the generator. */
  version: string;
  /** Without the lock, which says the same again. */
  files: ReadonlyMap<string, string>;
}

export const goldenFolder = join(import.meta.dirname, '../../test/golden');

export function goldenCharts(folder = goldenFolder): PristineChart[] {
  return readdirSync(folder)
    .toSorted()
    .map((scenario) => {
      const files = textsBelow(join(folder, scenario, 'chart'));
      const { version } = decodeLock(files.get(lockFileName) ?? '');
      files.delete(lockFileName);
      return { scenario, version, files };
    });
}

/** The same for the same charts, whichever version of the generator wrote its name into them. */
export function fingerprintOf(charts: readonly PristineChart[]): string {
  const hash = createHash('sha256');
  const texts = charts.flatMap(({ scenario, version, files }) =>
    [...files].map(([path, text]) => [`${scenario}/${path}`, withoutVersion(text, version)]),
  );
  const byPath = texts.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return hash.update(JSON.stringify(byPath)).digest('hex').slice(0, 12);
}

function withoutVersion(text: string, version: string): string {
  const quoted = version.replace(/[.+]/g, '\\$&');
  return text.replace(new RegExp(`(@|generator )${quoted}(?![\\w+-]|\\.\\w)`, 'g'), '$1VERSION');
}

function textsBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [relative(folder, file).replaceAll(sep, '/'), readFileSync(file, 'utf8')]),
  );
}
