import { isMap } from '../data/maps.ts';
import { yamlScalar } from '../template/escape.ts';
import type { Branch, Data, DataMap, Node, Tree } from './tree.ts';

/** Writes YAML the way a careful person does; reading YAML is the yaml library's business. */
const lineLength = 100;

export function dataToYaml(data: DataMap): string {
  return lines(data, 0)
    .map((line) => `${line}\n`)
    .join('');
}

/** values.yaml: every leaf under its advice, a blank line between the blocks. */
export function treeToYaml(tree: Tree): string {
  return Object.entries(tree)
    .map(([key, node]) => nodeLines(key, node, 0).join('\n'))
    .join('\n\n')
    .concat('\n');
}

function nodeLines(key: string, node: Node, depth: number): string[] {
  if (node.node === 'leaf') {
    return [...comment(`-- ${node.comment}`, depth), ...pair(key, node.value, depth)];
  }
  const head = node.comment ? comment(node.comment, depth) : [];
  return [...head, ...branchLines(key, node, depth)];
}

function branchLines(key: string, node: Branch, depth: number): string[] {
  const children = Object.entries(node.children);
  if (children.length === 0) return [`${pad(depth)}${yamlKey(key)}: {}`];
  return [
    `${pad(depth)}${yamlKey(key)}:`,
    ...children.flatMap(([childKey, child]) => nodeLines(childKey, child, depth + 1)),
  ];
}

/** Wraps at the line length; `<br>` never, since values.yaml is read as text. */
export function comment(text: string, depth: number): string[] {
  const room = lineLength - depth * 2 - 2;
  const wrapped: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > room) {
        wrapped.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    wrapped.push(line);
  }
  return wrapped.map((line) => `${pad(depth)}# ${line}`.trimEnd());
}

function lines(data: DataMap, depth: number): string[] {
  return Object.entries(data).flatMap(([key, value]) => pair(key, value, depth));
}

function pair(key: string, value: Data, depth: number): string[] {
  const start = `${pad(depth)}${yamlKey(key)}:`;
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${start} []`];
    return [start, ...value.flatMap((item) => listItem(item, depth + 1))];
  }
  if (isMap(value)) {
    return Object.keys(value).length === 0 ? [`${start} {}`] : [start, ...lines(value, depth + 1)];
  }
  const block = typeof value === 'string' ? blockScalar(value, depth + 1) : undefined;
  return block ? [`${start} ${block[0]}`, ...block.slice(1)] : [`${start} ${scalar(value)}`];
}

function listItem(item: Data, depth: number): string[] {
  if (Array.isArray(item)) return [`${pad(depth)}- ${JSON.stringify(item)}`];
  if (!isMap(item)) return [`${pad(depth)}- ${scalar(item)}`];
  const inner = lines(item, depth + 1);
  if (inner.length === 0) return [`${pad(depth)}- {}`];
  return [`${pad(depth)}- ${(inner[0] as string).trimStart()}`, ...inner.slice(1)];
}

/** Neither control characters nor the line separators that YAML 1.1 takes for line breaks. */
const printable = /^[\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff]*$/;

/** Single quotes where double ones would need backslashes. */
function scalar(value: string | number | boolean): string {
  const text = yamlScalar(value);
  const needsBackslashes = text.startsWith('"') && /["\\]/.test(text.slice(1, -1));
  const mayBeSingle = typeof value === 'string' && printable.test(value) && !value.includes('\n');
  return needsBackslashes && mayBeSingle ? `'${value.replaceAll("'", "''")}'` : text;
}

/** Only texts that a literal block gives back to the byte. */
function blockScalar(value: string, depth: number): string[] | undefined {
  if (!value.includes('\n')) return undefined;
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const rows = body.split('\n');
  const isSafe =
    rows.every((row) => !/\s$/.test(row)) && /^\S/.test(rows[0] as string) && rows.at(-1) !== '';
  if (!isSafe || !printable.test(value)) return undefined;
  return [
    value.endsWith('\n') ? '|' : '|-',
    ...rows.map((row) => (row === '' ? '' : pad(depth) + row)),
  ];
}

function yamlKey(key: string): string {
  return yamlScalar(key);
}

function pad(depth: number): string {
  return '  '.repeat(depth);
}
