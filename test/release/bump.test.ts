import { describe, expect, it } from 'vitest';
import { type BumpKind, bumped, kindOfChange } from '../../generators/core/release/bump.ts';
import { compareVersions } from '../../generators/core/versions.ts';

const table: readonly [version: string, kind: BumpKind, next: string][] = [
  ['1.2.3', 'major', '2.0.0'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'patch', '1.2.4'],
  ['1.2.3', 'prerelease', '1.2.4-0'],
  ['0.2.0', 'major', '1.0.0'],
  ['0.2.0', 'minor', '0.3.0'],
  ['0.0.0', 'patch', '0.0.1'],
  ['2.0.0-rc.1', 'major', '2.0.0'],
  ['2.1.0-rc.1', 'major', '3.0.0'],
  ['2.0.1-rc.1', 'major', '3.0.0'],
  ['1.3.0-rc.1', 'minor', '1.3.0'],
  ['1.3.1-rc.1', 'minor', '1.4.0'],
  ['1.2.3-rc.1', 'patch', '1.2.3'],
  ['1.2.3-rc.1', 'prerelease', '1.2.3-rc.2'],
  ['1.2.3-rc.9', 'prerelease', '1.2.3-rc.10'],
  ['1.2.3-rc', 'prerelease', '1.2.3-rc.0'],
  ['1.2.3-0', 'prerelease', '1.2.3-1'],
  ['1.2.3-rc.1.x', 'prerelease', '1.2.3-rc.2.x'],
  ['1.2.3-rc-1', 'prerelease', '1.2.3-rc-1.0'],
  ['1.2.3+build.5', 'patch', '1.2.4'],
  ['1.2.3-rc.1+build', 'prerelease', '1.2.3-rc.2'],
];

describe('a version', () => {
  it.each(table)('%s by %s is %s', (version, kind, next) => {
    expect(bumped(version, kind)).toBe(next);
    expect(compareVersions(next, version)).toBeGreaterThan(0);
  });

  it('may hold a number that is greater than any safe integer', () => {
    expect(bumped('1.20300131235959999999.3', 'minor')).toBe('1.20300131235960000000.0');
  });

  it.each(['1.2', 'v1.2.3', '1.2.3-', '1.2.3-rc.01', '01.2.3', '1.2.3-a..b', '', 'latest'])(
    '%j is none, and says so',
    (version) => {
      expect(() => bumped(version, 'patch')).toThrow(/chart\.version: .*no semantic version/);
    },
  );
});

describe('the kind of a change', () => {
  const nothing = { immutable: false, removed: false, added: false };
  const all = { immutable: true, removed: true, added: true };
  it.each([
    ['1.2.3', nothing, 'patch'],
    ['1.2.3', { ...nothing, added: true }, 'minor'],
    ['1.2.3', { ...nothing, removed: true }, 'major'],
    ['1.2.3', { ...nothing, immutable: true }, 'major'],
    ['1.2.3', all, 'major'],
    ['0.2.3', nothing, 'patch'],
    ['0.2.3', { ...nothing, added: true }, 'minor'],
    ['0.2.3', all, 'minor'],
    ['1.2.4-rc.1', nothing, 'prerelease'],
    ['1.2.4-rc.1', { ...nothing, added: true }, 'minor'],
    ['1.3.0-rc.1', { ...nothing, added: true }, 'prerelease'],
    ['1.3.0-rc.1', all, 'major'],
    ['2.0.0-rc.1', all, 'prerelease'],
    ['0.3.0-rc.1', all, 'prerelease'],
  ] as const)('on %s, %j: %s', (version, changes, kind) => {
    expect(kindOfChange(changes, version)).toBe(kind);
  });
});
