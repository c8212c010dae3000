import type { DataMap } from '../../../generators/core/compose/tree.ts';
import { isMap } from '../../../generators/core/data/maps.ts';
import type { Rewrite } from './rewrite.ts';

/** What Helm brings beside the values, each with one that could be taken for it. */
const builtIns: Readonly<Record<string, string>> = {
  '.Chart.Name': '.Chart.Version',
  '.Chart.Version': '.Chart.AppVersion',
  '.Chart.AppVersion': '.Chart.Version',
  '.Release.Name': '.Release.Namespace',
  '.Release.Namespace': '.Release.Name',
};

/** Paths of values, read from the value beside: the last name gives way to its neighbour's. */
export function pathRewrites(values: DataMap): readonly Rewrite[] {
  const siblings = siblingsIn(values);
  return [
    {
      kind: 'other value read',
      where: 'code',
      pattern: /(\.(?:Chart|Release)\.\w+)\b/g,
      to: ([path = '']) => (builtIns[path] ? [builtIns[path]] : []),
    },
    {
      kind: 'other value read',
      where: 'code',
      pattern: /((?:\$?[\w.]*|\))\.)([a-z]\w*)(?![\w.(])/g,
      to: ([, start, name = '']) => {
        const sibling = siblings.get(name);
        return sibling ? [`${start}${sibling}`] : [];
      },
    },
  ];
}

/** Each name of a value with the name beside it, where both hold the same type if there is one. */
function siblingsIn(values: DataMap, known = new Map<string, string>()): Map<string, string> {
  const entries = Object.entries(values);
  entries.forEach(([name, value], i) => {
    const others = entries.toSpliced(i, 1);
    const alike = others.find(([, other]) => typeOf(other) === typeOf(value)) ?? others[0];
    if (alike && !known.has(name)) known.set(name, alike[0]);
  });
  for (const [, value] of entries) if (isMap(value)) siblingsIn(value, known);
  return known;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' && value !== null ? 'map' : typeof value;
}
