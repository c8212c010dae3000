import { type Source, sourceOf } from './source.ts';
import type { Branch, Entry, Leaf, Node, Root } from './tree.ts';
import { noRows } from './tree.ts';

/** JSON by its keys, in its own lines; undefined where it cannot be read. */
export function readJson(text: string): Root | undefined {
  const data = jsonData(text)?.[0];
  if (data === undefined) return undefined;
  const source = sourceOf(text);
  const part = scan(text, skipSpace(text, 0));
  if (!part) return undefined;
  const [first, last] = [source.lineAt(part.start), source.lineAt(part.end - 1)];
  return {
    header: source.lines.slice(0, first),
    node: nodeOf(source, part, { first, last, end: source.lines.length }),
    data,
  };
}

export function jsonData(text: string): unknown[] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}

/** A value where it stands in the text, which JSON.parse has found to be in order. */
interface Part {
  start: number;
  end: number;
  /** undefined in a scalar. */
  items?: { start: number; key: string; value: Part }[];
}

/** undefined where an object has a key twice: which of them counts is nobody's to guess. */
function scan(text: string, start: number): Part | undefined {
  const opened = text[start] as string;
  if (opened !== '{' && opened !== '[') return { start, end: scalarEnd(text, start) };
  const items: NonNullable<Part['items']> = [];
  const keys = new Set<string>();
  let at = skipSpace(text, start + 1);
  while (text[at] !== '}' && text[at] !== ']') {
    const itemStart = at;
    let key = '';
    if (opened === '{') {
      const keyEnd = scalarEnd(text, at);
      key = JSON.parse(text.slice(at, keyEnd)) as string;
      if (keys.has(key)) return undefined;
      keys.add(key);
      at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    const value = scan(text, at);
    if (!value) return undefined;
    items.push({ start: itemStart, key, value });
    at = skipSpace(text, value.end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return { start, end: at + 1, items };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (' \n\r\t'.includes(text[at] ?? 'x')) at++;
  return at;
}

function scalarEnd(text: string, start: number): number {
  let at = start + 1;
  if (text[start] === '"') {
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    return at + 1;
  }
  while (/[\w.+-]/.test(text[at] ?? '')) at++;
  return at;
}

/** From the line of the key to that of the value's end; what follows before `end` is blank. */
interface Place {
  first: number;
  last: number;
  end: number;
}

function nodeOf(source: Source, part: Part, place: Place): Node {
  return branchOf(source, part, place) ?? leafOf(source, part, place);
}

function leafOf(source: Source, part: Part, { first, last, end }: Place): Leaf {
  const text = source.text.slice(part.start, part.end);
  return {
    kind: 'leaf',
    rows: { lines: source.lines.slice(first, last + 1), aside: '' },
    foot: source.lines.slice(last + 1, end),
    ...(part.items ? {} : { name: String(JSON.parse(text)) }),
  };
}

/** Only where brackets and items have lines of their own; a list in one line stays whole. */
function branchOf(source: Source, part: Part, { first, end }: Place): Branch | undefined {
  const items = part.items ?? [];
  const isOpen = source.after(part.start + 1).trim() === '';
  const isClosed = source.before(part.end - 1).trim() === '';
  const areLines = items.every(
    ({ start, value }, i) =>
      source.before(start).trim() === '' &&
      source.after(value.end) === (i < items.length - 1 ? ',' : ''),
  );
  if (items.length === 0 || !isOpen || !isClosed || !areLines) return undefined;
  let lead = first + 1;
  const entries = items.map(({ start, key, value }, i): Entry => {
    const from = source.lineAt(start);
    const to = source.lineAt(value.end - 1);
    if (i < items.length - 1) {
      source.lines[to] = (source.lines[to] as string).slice(0, -1);
    }
    const above = source.lines.slice(lead, from);
    lead = to + 1;
    return { key, lead: above, node: nodeOf(source, value, { first: from, last: to, end: lead }) };
  });
  return {
    kind: source.text[part.start] === '{' ? 'map' : 'list',
    head: { ...noRows, lines: source.lines.slice(first, first + 1) },
    entries,
    foot: source.lines.slice(lead, end),
    separator: ',',
  };
}
