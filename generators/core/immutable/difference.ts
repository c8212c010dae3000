import { isMap } from '../data/maps.ts';
import { isSame, type Plain, plain } from './same.ts';

const longest = 160;

/** Both sides for people, without what they have in common. */
export function difference(before: unknown, after: unknown): { from: string; to: string } {
  const [from, to] = parted(plain(before), plain(after));
  return { from: written(from), to: written(to) };
}

function parted(one: Plain, other: Plain): [Plain, Plain] {
  if (isSame(one, other)) return [undefined, undefined];
  if (isMap(one) && isMap(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
    const pairs = keys.map((key) => [key, parted(one[key], other[key])] as const);
    const side = (at: 0 | 1) =>
      plain(Object.fromEntries(pairs.map(([key, pair]) => [key, pair[at]])));
    return [side(0), side(1)];
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    const pairs = one.map((item: Plain, i) => parted(item, other[i]));
    const side = (at: 0 | 1) => pairs.map((pair) => pair[at]).filter((item) => item !== undefined);
    return [plain(side(0)), plain(side(1))];
  }
  return [one, other];
}

function written(value: Plain): string {
  const text = flow(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** In the manner of YAML in one line. */
function flow(value: Plain): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isMap(value)) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner as Plain)}`);
    return `{${entries.join(', ')}}`;
  }
  return String(value).replace(/\s+/g, ' ');
}
