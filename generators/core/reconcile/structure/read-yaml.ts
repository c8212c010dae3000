import type { Document, Range, Node as YamlNode } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { parsedDocument } from '../../data/parsed.ts';
import { type Source, sourceOf } from './source.ts';
import type { Branch, Entry, Leaf, Root, Rows } from './tree.ts';
import { isSolid, noRows } from './tree.ts';

/**
 * YAML by its keys, in its own lines. undefined where there are several documents, faults, tabs, or
 * what only makes sense together with other places: anchors, aliases, tags.
 */
export function readYaml(text: string): Root | undefined {
  const documents = documentsOf(text);
  if (documents.length > 1 || text.includes('\t')) return undefined;
  const says = dataOf(documents);
  if (!says) return undefined;
  const source = sourceOf(text);
  const { lines } = source;
  const contents = documents[0]?.contents;
  const data = says[0] ?? null;
  if (!contents || isEmptyScalar(contents)) return { header: lines, node: emptyMap, data };
  if (!isPlain(contents)) return undefined;
  const first = source.lineAt(startOf(contents));
  const top = headerLength(lines.slice(0, first));
  const block = blockOf(source, contents, top, lines.length);
  if (block) return { header: lines.slice(0, top), node: block, data };
  const leaf = leafOf(source, undefined, contents, { lead: 0, first, end: lines.length });
  return { header: lines.slice(0, first), node: leaf, data };
}

/** What the documents of a text say; undefined where it cannot be read. */
export function yamlData(text: string): unknown[] | undefined {
  return dataOf(documentsOf(text));
}

function dataOf(documents: readonly Document.Parsed[]): unknown[] | undefined {
  if (documents.some(({ contents }) => hasKeyTwice(contents))) return undefined;
  const all = documents.map((document) => parsedDocument(document));
  return all.every((one) => 'data' in one) ? all.map(({ data }) => data) : undefined;
}

const emptyMap: Branch = { kind: 'map', head: noRows, entries: [], foot: [], separator: '' };

function documentsOf(text: string): Document.Parsed[] {
  // The parser compares each key with all before it, which takes a large map minutes.
  return [...parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false })];
}

function hasKeyTwice(node: unknown): boolean {
  if (isSeq(node)) return node.items.some(hasKeyTwice);
  if (!isMap(node)) return false;
  const keys = node.items.map(({ key }) => (isScalar(key) ? key.value : key));
  return (
    new Set(keys).size < keys.length ||
    node.items.some(({ key, value }) => hasKeyTwice(key) || hasKeyTwice(value))
  );
}

function isPlain(node: unknown): boolean {
  if (node === null) return true;
  if (isAlias(node)) return false;
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  if (anchor !== undefined || tag !== undefined) return false;
  if (isMap(node)) return node.items.every(({ key, value }) => isPlain(key) && isPlain(value));
  return !isSeq(node) || node.items.every(isPlain);
}

/** Whatever stands above the last blank line before the first key, and the mark of a document. */
function headerLength(above: readonly string[]): number {
  const mark = above.findLastIndex((line) => isSolid(line) && !/^ *#/.test(line)) + 1;
  const title = above.findIndex(isSolid);
  const gap = above.findLastIndex((line, i) => !isSolid(line) && i > title) + 1;
  return Math.max(mark, title === -1 ? 0 : gap);
}

/** The lines of an entry: its comments from `lead`, its own from `first`, all before `end`. */
interface Place {
  lead: number;
  first: number;
  end: number;
}

interface Part {
  /** Absent in a list. */
  key: YamlNode | undefined;
  value: YamlNode | null;
}

/** A map or list between two lines, where each of its entries has lines of its own. */
function blockOf(
  source: Source,
  node: YamlNode,
  from: number,
  to: number,
  dash?: number,
): Branch | undefined {
  const parts = partsOf(node);
  if (parts.length === 0) return undefined;
  const starts = parts.map(({ key, value }) => startOf(key ?? value));
  const columns = starts.map((start, i) =>
    isMap(node)
      ? columnOfKey(source, start, i === 0 ? dash : undefined)
      : columnOfDash(source, start),
  );
  const column = columns[0];
  if (column === undefined || columns.some((other) => other !== column)) return undefined;
  const entries: Entry[] = [];
  let lead = from;
  for (const [i, part] of parts.entries()) {
    const first = source.lineAt(starts[i] as number);
    const next = i + 1 < starts.length ? source.lineAt(starts[i + 1] as number) : to;
    const below = lastLine(source, part) + 1;
    const end = below + commentsBelow(source.lines.slice(below, next), column);
    entries.push(entryOf(source, part, { lead, first, end }, column));
    lead = end;
  }
  const areKeysUnique = new Set(entries.map(({ key }) => key)).size === entries.length;
  if (isMap(node) && !areKeysUnique) return undefined;
  return {
    kind: isMap(node) ? 'map' : 'list',
    head: noRows,
    entries,
    foot: source.lines.slice(lead, to),
    ...(dash === undefined ? {} : { dash }),
    separator: '',
  };
}

/** What a block is made of; flow collections stay whole. */
function partsOf(node: YamlNode): Part[] {
  if (isSeq(node) && !node.flow) {
    return node.items.map((item) => ({ key: undefined, value: item as YamlNode }));
  }
  if (!isMap(node) || node.flow) return [];
  return node.items.map(({ key, value }) => ({
    key: key as YamlNode,
    value: value as YamlNode | null,
  }));
}

function entryOf(source: Source, part: Part, place: Place, column: number): Entry {
  const { key, value } = part;
  const { first, end } = place;
  const lead = source.lines.slice(place.lead, first);
  const name = isScalar(key) ? String(key.value) : '';
  const leaf = () => leafOf(source, key, value, place);
  if (!value) return { key: name, lead, node: leaf() };
  if (!key) {
    const line = source.lines[first] as string;
    source.lines[first] = `${line.slice(0, column)} ${line.slice(column + 1)}`;
    const block = isMap(value) ? blockOf(source, value, first, end, column) : undefined;
    if (block) return { key: name, lead, node: block };
    source.lines[first] = line;
    return { key: name, lead, node: leaf() };
  }
  const isBelow = source.lineAt(startOf(value)) > first;
  const block = isBelow ? blockOf(source, value, first + 1, end) : undefined;
  if (!block) return { key: name, lead, node: leaf() };
  return { key: name, lead, node: { ...block, head: rowsOf(source, first, first, endOf(key)) } };
}

function leafOf(
  source: Source,
  key: YamlNode | undefined,
  value: YamlNode | null,
  { first, end }: Place,
): Leaf {
  const last = lastLine(source, { key, value });
  const isText = isBlockScalar(value);
  const valueEnd = isEmptyScalar(value) ? endOf(key ?? value) : endOf(value);
  return {
    kind: 'leaf',
    rows: isText
      ? { lines: source.lines.slice(first, last + 1), aside: '' }
      : rowsOf(source, first, last, valueEnd),
    foot: source.lines.slice(last + 1, end),
    ...(isScalar(value) ? { name: String(value.value) } : {}),
    ...(isEmptyScalar(value) && key ? { isEmpty: true } : {}),
    ...(isText ? { isText } : {}),
  };
}

function rowsOf(source: Source, first: number, last: number, valueEnd: number): Rows {
  const lines = source.lines.slice(first, last + 1);
  const aside = /^(?: *:)?( *(?:#.*)?)$/.exec(source.after(valueEnd))?.[1] ?? '';
  const end = lines.pop() as string;
  return { lines: [...lines, end.slice(0, end.length - aside.length)], aside };
}

/** The last line of a node that says something; comments and blank lines below it do not count. */
function lastLine(source: Source, { key, value }: Part): number {
  if (isEmptyScalar(value)) return source.lineAt(endOf(key ?? value));
  const last = value && partsOf(value).at(-1);
  if (last) return lastLine(source, last);
  let line = source.lineAt(endOf(value) - 1);
  const keepsBlankLines = /^[|>][^\n#]*\+/.test(source.text.slice(startOf(value)));
  if (!isBlockScalar(value) || keepsBlankLines) return line;
  while (!isSolid(source.lines[line] as string)) line--;
  return line;
}

/** How many lines belong to what stands above them, being comments further in than its key. */
function commentsBelow(lines: readonly string[], column: number): number {
  const next = lines.findIndex((line) => isSolid(line) && indentOf(line) <= column);
  const own = next === -1 ? lines : lines.slice(0, next);
  return own.findLastIndex(isSolid) + 1;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function columnOfKey(source: Source, start: number, dash: number | undefined): number | undefined {
  const before = source.before(start);
  const pattern = dash === undefined ? /^ *$/ : /^ *- +$/;
  return pattern.test(before) ? before.length : undefined;
}

function columnOfDash(source: Source, start: number): number | undefined {
  return /^( *)- *$/.exec(source.before(start))?.[1]?.length;
}

function isBlockScalar(node: YamlNode | null): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

function isEmptyScalar(node: YamlNode | null): boolean {
  return node === null || (isScalar(node) && startOf(node) === endOf(node));
}

function startOf(node: YamlNode | null): number {
  return rangeOf(node)[0];
}

function endOf(node: YamlNode | null): number {
  return rangeOf(node)[1];
}

function rangeOf(node: YamlNode | null): Range {
  const range = node?.range;
  if (!range) throw new Error('what was read from a text has its place there');
  return range;
}
