import { isMap } from '../../data/maps.ts';
import type { Versions } from './versions.ts';

type Data = { [key: string]: unknown };

/**
 * Whether data is what a merge of data gives, which knows nothing of lines. Places that clash, and
 * lists that both sides changed, have no one right answer there.
 */
export function agrees(
  merged: unknown,
  { base, mine, theirs }: Versions<unknown>,
  isClash: (path: string) => boolean,
  path = '',
): boolean {
  if (isClash(path)) return true;
  if (isSame(mine, theirs)) return isSame(merged, mine);
  if (isSame(mine, base)) return isSame(merged, theirs);
  if (isSame(theirs, base)) return isSame(merged, mine);
  if (Array.isArray(mine) && Array.isArray(theirs)) return Array.isArray(merged);
  // A key without a value is a map that somebody emptied.
  const maps = [isMap(base) ? base : null, mine, theirs, merged].map((data) => data ?? {});
  if (!maps.every(isMap)) return false;
  return [...new Set(maps.flatMap(Object.keys))].every((key) => {
    const [before, ours, their, result] = maps.map((map) => own(map, key));
    const below = { base: before, mine: ours, theirs: their };
    return agrees(result, below, isClash, path === '' ? key : `${path}.${key}`);
  });
}

function own(map: Data, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isSame(some: unknown, other: unknown): boolean {
  if (Array.isArray(some) && Array.isArray(other)) {
    return some.length === other.length && some.every((item, i) => isSame(item, other[i]));
  }
  if (!isMap(some) || !isMap(other)) return Object.is(some, other);
  const keys = Object.keys(some);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(some[key], other[key]))
  );
}
