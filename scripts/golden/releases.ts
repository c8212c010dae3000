import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFileName } from '../../generators/core/compose/answers-file.ts';
import { decodeLock, type Lock } from '../../generators/core/lock/lock.ts';
import { compareVersions } from '../../generators/core/versions.ts';
import { goldenFolder } from './fingerprint.ts';

/** A golden chart as a release made it: the lock, which holds every file, is the whole of it. */
export interface ReleasedChart {
  version: string;
  scenario: string;
  lockText: string;
  lock: Lock;
}

export const releasesFolder = join(import.meta.dirname, '../../test/releases');

/** Oldest first. */
export function releasedVersions(folder = releasesFolder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted(compareVersions);
}

export function releasedCharts(version: string, folder = releasesFolder): ReleasedChart[] {
  return readdirSync(join(folder, version))
    .toSorted()
    .map((name) => {
      const lockText = readFileSync(join(folder, version, name), 'utf8');
      const scenario = name.replace(/\.lock$/, '');
      return { version, scenario, lockText, lock: decodeLock(lockText) };
    });
}

/** Keeps the golden charts as those of a release, for updates from it to be tried for ever. */
export function keepRelease(version: string, folder = releasesFolder, golden = goldenFolder): void {
  const locks = readdirSync(golden).map((scenario) => {
    const text = readFileSync(join(golden, scenario, 'chart', lockFileName), 'utf8');
    const found = decodeLock(text).version;
    if (found !== version) {
      throw new Error(
        `the golden chart ${scenario} is of ${found}, not ${version}: npm run golden`,
      );
    }
    return { scenario, text };
  });
  const target = join(folder, version);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const { scenario, text } of locks) writeFileSync(join(target, `${scenario}.lock`), text);
}
