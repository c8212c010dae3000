import { isMap } from '../data/maps.ts';

/** What a manifest says, in a form in which the same is the same. */
export type Plain = string | number | boolean | undefined | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain;
}

/**
 * Without what is empty, which an API server takes for absent, and with sorted keys: two values
 * that say the same have the same JSON.
 */
export function plain(value: unknown): Plain {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(plain);
  if (isMap(value)) {
    const entries = Object.entries(value)
      .map(([key, inner]) => [key, plain(inner)] as const)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return value === null ? undefined : (value as Plain);
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}
