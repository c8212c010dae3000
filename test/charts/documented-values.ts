import { parse } from 'yaml';

export interface DocumentedValue {
  key: string;
  type: string;
  /** As JSON with sorted keys. */
  value: string;
  comment: string;
}

/** What helm-docs reads out of a values.yaml: each key below a comment that begins with "# --". */
export function documentedValues(text: string): DocumentedValue[] {
  const data: unknown = parse(text);
  const found: DocumentedValue[] = [];
  const above: string[] = [];
  let comment: string[] | undefined;
  for (const line of text.split('\n')) {
    const words = /^ *# (-- )?(.*)$/.exec(line);
    if (words) {
      if (words[1]) comment = [words[2] as string];
      else comment?.push(words[2] as string);
      continue;
    }
    const pair = /^( *)("[^"]+"|[^\s#"][^:]*):(?: |$)/.exec(line);
    if (pair) {
      above.length = (pair[1] as string).length / 2;
      above.push((pair[2] as string).replaceAll('"', ''));
      if (comment) {
        const value = above.reduce((here, key) => (here as Record<string, unknown>)[key], data);
        found.push({
          key: above.join('.'),
          type: typeOf(value),
          value: JSON.stringify(sorted(value)),
          comment: comment.join(' '),
        });
      }
    }
    comment = undefined;
  }
  return found;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
