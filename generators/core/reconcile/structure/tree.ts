import { sameLines } from '../regions.ts';

/** A text by its keys. It is made of whole lines, so that what nobody changed stays to the byte. */
export interface Root {
  /** What stands above all keys: a title, a licence. */
  header: readonly string[];
  node: Node;
  /** What the text says. */
  data: unknown;
}

export type Node = Leaf | Branch;

export interface Leaf {
  kind: 'leaf';
  /** With its key, or the dash of an item. */
  rows: Rows;
  /** Comments below it that belong to it, such as an example of what might stand there. */
  foot: readonly string[];
  /** What a scalar says, where that can name an item of a list. */
  name?: string;
  /** A key that nothing stands behind. */
  isEmpty?: true;
  /** A block scalar: many lines of their own. */
  isText?: true;
}

export interface Branch {
  kind: 'map' | 'list';
  /** The line of its key; none at the root and in an item. */
  head: Rows;
  entries: readonly Entry[];
  /** What closes it: a bracket, comments. */
  foot: readonly string[];
  /** Column of the dash that its first line has as an item of a list. */
  dash?: number;
  /** What stands between entries. */
  separator: '' | ',';
}

/** Lines, and apart from them the comment or the blanks at the end of the last one. */
export interface Rows {
  lines: readonly string[];
  aside: string;
}

export interface Entry {
  /** Its key in a map; in a list none. */
  key: string;
  /** Comments and blank lines above. */
  lead: readonly string[];
  node: Node;
}

export const noRows: Rows = { lines: [], aside: '' };

export function linesOfRows({ lines, aside }: Rows): string[] {
  return lines.map((line, i) => (i === lines.length - 1 ? line + aside : line));
}

export function linesOf(node: Node): string[] {
  if (node.kind === 'leaf') return [...linesOfRows(node.rows), ...node.foot];
  const inner = node.entries.flatMap((entry, i) =>
    separated(linesOfEntry(entry), i < node.entries.length - 1 ? node.separator : ''),
  );
  return dashed([...linesOfRows(node.head), ...inner, ...node.foot], node.dash);
}

export function linesOfEntry({ lead, node }: Entry): string[] {
  return [...lead, ...linesOf(node)];
}

export function dashed(lines: readonly string[], dash: number | undefined): string[] {
  const [first, ...rest] = lines;
  if (dash === undefined || first === undefined) return [...lines];
  return [`${first.slice(0, dash)}-${first.slice(dash + 1)}`, ...rest];
}

export function separated(lines: readonly string[], separator: string): string[] {
  const last = lines.at(-1);
  return last === undefined ? [] : [...lines.slice(0, -1), last + separator];
}

/** The lines that say something: all of a value, and around values those that are not blank. */
export function linesSaid(entry: Entry): string[] {
  return linesOfEntry(withoutGaps(entry));
}

function withoutGaps({ key, lead, node }: Entry): Entry {
  const foot = node.foot.filter(isSolid);
  return {
    key,
    lead: lead.filter(isSolid),
    node:
      node.kind === 'leaf'
        ? { ...node, foot }
        : { ...node, foot, entries: node.entries.map(withoutGaps) },
  };
}

/** Whether comments say the same, blank lines left out. */
export function isSameText(some: readonly string[], others: readonly string[]): boolean {
  return sameLines(some.filter(isSolid), others.filter(isSolid));
}

export function isSolid(line: string): boolean {
  return line.trim() !== '';
}
