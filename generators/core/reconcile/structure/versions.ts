import { type Piece, trimmed } from '../pieces.ts';

/** The three versions of one thing; there may be no base of it. */
export interface Versions<T> {
  base: T | undefined;
  mine: T;
  theirs: T;
}

export function each<T, U>(
  { base, mine, theirs }: Versions<T>,
  of: (version: T) => U,
): Versions<U> {
  return { base: base === undefined ? undefined : of(base), mine: of(mine), theirs: of(theirs) };
}

export function part<T, Key extends keyof T>(versions: Versions<T>, key: Key): Versions<T[Key]> {
  return each(versions, (version) => version[key]);
}

/** What one side alone changed, or both alike; undefined where it takes a merge. */
export function settledOf<T>(
  { base, mine, theirs }: Versions<T>,
  isSame: (some: T, other: T) => boolean,
): T | undefined {
  if (isSame(mine, theirs)) return mine;
  if (base === undefined) return undefined;
  if (isSame(mine, base)) return theirs;
  return isSame(theirs, base) ? mine : undefined;
}

export function clashOf(
  { base, mine, theirs }: Versions<readonly string[]>,
  path: string,
): Piece[] {
  return trimmed({ path: path === '' ? undefined : path, base: base ?? [], mine, theirs });
}
