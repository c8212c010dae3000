import { expect, it } from 'vitest';
import { compareVersions } from '../../generators/core/versions.ts';

it('orders versions as semver does', () => {
  const ordered = [
    '0.1.0-alpha',
    '0.1.0-alpha.1',
    '0.1.0-alpha.beta',
    '0.1.0-beta.2',
    '0.1.0-beta.11',
    '0.1.0-rc-1',
    '0.1.0',
    '0.2.0',
    '0.10.0',
    '1.0.0',
  ];
  expect(ordered.toReversed().toSorted(compareVersions)).toEqual(ordered);
  expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
});
