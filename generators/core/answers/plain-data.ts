import type { Data, DataMap } from '../compose/tree.ts';
import type { Fault } from './fault.ts';

/**
 * Answers that come from a program instead of a file: only what YAML could say as well gets through.
 * What is undefined was not said.
 */
export function plainAnswers(value: unknown): { said: DataMap; faults: Fault[] } {
  const faults: Fault[] = [];
  const said = plain(value, { path: [], above: [], faults });
  if (typeof said === 'object' && !Array.isArray(said)) return { said, faults };
  if (faults.length === 0) faults.push({ path: 'answers', message: 'must be an object' });
  return { said: {}, faults };
}

interface Place {
  path: readonly string[];
  /** What holds the value; a value that holds itself has no end. */
  above: readonly unknown[];
  faults: Fault[];
}

function plain(value: unknown, place: Place): Data | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (isPlainObject(value) && !place.above.includes(value)) {
    const isList = Array.isArray(value);
    const entries = Object.entries(value).flatMap(([key, item]): [string, Data][] => {
      if (item === undefined && !isList) return [];
      const below = { ...place, path: [...place.path, key], above: [...place.above, value] };
      const inner = plain(item, below);
      return inner === undefined ? [] : [[key, inner]];
    });
    return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  }
  place.faults.push({
    path: place.path.join('.') || 'answers',
    message: `${describe(value)} is no answer`,
  });
  return undefined;
}

/** Prototypes are compared by their depth, since a program may come from another realm. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  if (isPlainObject(value)) return 'what holds itself';
  return `a value of type ${typeof value === 'object' ? value.constructor.name : typeof value}`;
}
