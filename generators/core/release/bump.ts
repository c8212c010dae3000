import { misuse } from '../usage-error.ts';

export const bumpKinds = ['major', 'minor', 'patch', 'prerelease'] as const;
export type BumpKind = (typeof bumpKinds)[number];

interface Version {
  major: bigint;
  minor: bigint;
  patch: bigint;
  /** Empty for a release. */
  prerelease: readonly string[];
}

/**
 * The next version, as semver counts. A prerelease is followed by the release that it announces
 * where that is enough; a version without one gets the number 0. Build metadata is dropped.
 */
export function bumped(version: string, kind: BumpKind): string {
  const { major, minor, patch, prerelease } = parsed(version);
  const isPrerelease = prerelease.length > 0;
  switch (kind) {
    case 'major':
      return `${isPrerelease && minor === 0n && patch === 0n ? major : major + 1n}.0.0`;
    case 'minor':
      return `${major}.${isPrerelease && patch === 0n ? minor : minor + 1n}.0`;
    case 'patch':
      return `${major}.${minor}.${isPrerelease ? patch : patch + 1n}`;
    case 'prerelease':
      return isPrerelease
        ? `${major}.${minor}.${patch}-${nextPrerelease(prerelease)}`
        : `${major}.${minor}.${patch + 1n}-0`;
  }
}

/** What a render brings to those who run the chart. */
export interface ChangeKinds {
  /** Something that a live release refuses or loses something by. */
  immutable: boolean;
  /** A feature or an environment is gone, or a template breaks with what was. */
  removed: boolean;
  added: boolean;
}

/**
 * How far such a change raises a version. Before 1.0.0 whatever breaks raises the minor version, as
 * semver promises nothing there; and a prerelease goes on counting as long as the release that it
 * announces is big enough.
 */
export function kindOfChange(
  { immutable, removed, added }: ChangeKinds,
  version: string,
): BumpKind {
  const { major, minor, patch, prerelease } = parsed(version);
  const breaking = major === 0n ? 'minor' : 'major';
  const wanted = immutable || removed ? breaking : added ? 'minor' : 'patch';
  if (prerelease.length === 0) return wanted;
  const announced = patch > 0n ? 'patch' : minor > 0n ? 'minor' : 'major';
  return bumpKinds.indexOf(announced) <= bumpKinds.indexOf(wanted) ? 'prerelease' : wanted;
}

/** The last number counts on; where there is none, one begins. */
function nextPrerelease(parts: readonly string[]): string {
  const at = parts.findLastIndex((part) => /^\d+$/.test(part));
  if (at < 0) return [...parts, '0'].join('.');
  return parts.with(at, String(BigInt(parts[at] as string) + 1n)).join('.');
}

const number = '(0|[1-9]\\d*)';
const word = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';
const form = new RegExp(
  `^${number}\\.${number}\\.${number}(?:-(${word}(?:\\.${word})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** Refuses what is no semantic version, where it stands. */
export function requireVersion(version: string, path: string): RegExpExecArray {
  const found = form.exec(version);
  if (found) return found;
  const message = `${JSON.stringify(version)} is no semantic version, so it cannot be raised; write one such as 1.2.3`;
  throw misuse(path, message);
}

function parsed(version: string): Version {
  const found = requireVersion(version, 'chart.version');
  const [, major = '', minor = '', patch = '', prerelease = ''] = found;
  return {
    major: BigInt(major),
    minor: BigInt(minor),
    patch: BigInt(patch),
    prerelease: prerelease === '' ? [] : prerelease.split('.'),
  };
}
