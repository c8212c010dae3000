import { mergeLines } from '../lines.ts';
import { clashesIn, type Piece } from '../pieces.ts';
import { sameLines } from '../regions.ts';
import { dashedPieces, separatedPieces } from './decorate.ts';
import { mergeItems, nameOfItems } from './items.ts';
import { mergedOrder } from './order.ts';
import type { Branch, Entry, Leaf, Node, Root, Rows } from './tree.ts';
import { isSameText, linesOf, linesOfEntry, linesOfRows, linesSaid } from './tree.ts';
import { clashOf, each, part, settledOf, type Versions } from './versions.ts';

export function mergeRoots(roots: Versions<Root>): Piece[] {
  return [...mergeNotes(part(roots, 'header'), ''), ...mergeNodes(part(roots, 'node'), '')];
}

/** An entry that both sides have. */
function mergeEntries(entries: Versions<Entry>, path: string): Piece[] {
  const notes = mergeNotes(part(entries, 'lead'), path);
  const nodes = mergeNodes(part(entries, 'node'), path);
  const isLeaf = entries.mine.node.kind === 'leaf';
  if (isLeaf && clashesIn(notes).length > 0 && clashesIn(nodes).length > 0) {
    return clashOf(each(entries, linesOfEntry), path);
  }
  return [...notes, ...nodes];
}

function mergeNodes(nodes: Versions<Node>, path: string): Piece[] {
  const texts = each(nodes, linesOf);
  const settled = settledOf(texts, sameLines);
  if (settled) return [settled];
  const { base, mine, theirs } = withEmptied(nodes);
  if (mine.kind === 'leaf' && theirs.kind === 'leaf') {
    const leaf = base?.kind === 'leaf' ? base : undefined;
    return mergeLeaves({ base: leaf, mine, theirs }, path);
  }
  if (mine.kind === 'leaf' || theirs.kind === 'leaf' || mine.kind !== theirs.kind) {
    return clashOf(texts, path);
  }
  const block = base?.kind === mine.kind ? base : undefined;
  if (base && !block && !isWithoutEntries(base)) return clashOf(texts, path);
  return mergeBranches({ base: block, mine, theirs }, path) ?? clashOf(texts, path);
}

/** Such as {}, of which no side can have taken anything away. */
function isWithoutEntries(node: Node): boolean {
  return (
    node.kind === 'leaf' && (node.isEmpty || /(?:\{\}|\[\]) *$/.test(node.rows.lines.join('')))
  );
}

/** A key whose block a side emptied is still a block, without entries. */
function withEmptied(nodes: Versions<Node>): Versions<Node> {
  const { base } = nodes;
  if (!base || base.kind === 'leaf') return nodes;
  const { kind, separator } = base;
  return each(nodes, (node) =>
    node.kind === 'leaf' && node.isEmpty
      ? { kind, head: node.rows, entries: [], foot: node.foot, separator }
      : node,
  );
}

function mergeLeaves(leaves: Versions<Leaf>, path: string): Piece[] {
  const rows = part(leaves, 'rows');
  const { base, mine, theirs } = leaves;
  const isText = base?.isText && mine.isText && theirs.isText;
  return [
    ...(isText ? mergeTexts(part(rows, 'lines'), path) : mergeRows(rows, path)),
    ...mergeNotes(part(leaves, 'foot'), path),
  ];
}

/** Block scalars: the line of the key, then line by line. */
function mergeTexts(texts: Versions<readonly string[]>, path: string): Piece[] {
  const head = settledOf(
    each(texts, (lines) => lines.slice(0, 1)),
    sameLines,
  );
  if (!head) return clashOf(texts, path);
  const { base, mine, theirs } = each(texts, (lines) => lines.slice(1));
  return [head, ...mergeLines(base ?? [], mine, theirs, path)];
}

/** A value and the comment behind it, each for itself. */
function mergeRows(rows: Versions<Rows>, path: string): Piece[] {
  const lines = settledOf(part(rows, 'lines'), sameLines);
  const aside = settledOf(part(rows, 'aside'), (some, other) => some === other);
  if (lines && aside !== undefined) return [linesOfRows({ lines, aside })];
  return clashOf(each(rows, linesOfRows), path);
}

/** Comments and blank lines; a blank line alone is no reason for a clash. */
function mergeNotes(notes: Versions<readonly string[]>, path: string): Piece[] {
  const settled = settledOf(notes, sameLines) ?? settledOf(notes, isSameText);
  if (settled) return [settled];
  return mergeLines(notes.base ?? [], notes.mine, notes.theirs, path === '' ? undefined : path);
}

/** undefined where a dash has no line to stand on. */
function mergeBranches(branches: Versions<Branch>, path: string): Piece[] | undefined {
  const { separator, dash } = branches.mine;
  const entries = mergeAllEntries(branches, path);
  const heads = part(branches, 'head');
  // Both took entries away, and together all of them: a key without a value would say nothing.
  const isEmptied =
    separator === '' &&
    entries.length === 0 &&
    branches.mine.entries.length > 0 &&
    branches.theirs.entries.length > 0;
  if (isEmptied && branches.mine.head.lines.length === 0) return undefined;
  const pieces = [
    ...mergeRows(
      isEmptied ? each(heads, (head) => emptied(head, branches.mine.kind)) : heads,
      path,
    ),
    ...entries.flatMap((entry, i) =>
      separatedPieces(entry, i < entries.length - 1 ? separator : ''),
    ),
    ...mergeNotes(part(branches, 'foot'), path),
  ];
  return dash === undefined ? pieces : dashedPieces(pieces, dash);
}

function emptied({ lines, aside }: Rows, kind: Branch['kind']): Rows {
  const nothing = kind === 'map' ? ' {}' : ' []';
  return { lines: lines.map((line, i) => (i === lines.length - 1 ? line + nothing : line)), aside };
}

function mergeAllEntries(branches: Versions<Branch>, path: string): Piece[][] {
  if (branches.mine.kind === 'map') {
    const below = (key: string) => (path === '' ? key : `${path}.${key}`);
    return mergeByKey(branches, ({ key }) => key, below);
  }
  const nameOf = nameOfItems(branches);
  if (nameOf) return mergeByKey(branches, nameOf, (name) => `${path}[${name}]`);
  return mergeItems(branches, path, mergeEntries);
}

function mergeByKey(
  branches: Versions<Branch>,
  keyOf: (entry: Entry) => string,
  pathOf: (key: string) => string,
): Piece[][] {
  const entriesOf = (branch: Branch | undefined) =>
    new Map(branch?.entries.map((entry) => [keyOf(entry), entry]));
  const base = entriesOf(branches.base);
  const mine = entriesOf(branches.mine);
  const theirs = entriesOf(branches.theirs);
  const keys = mergedOrder({
    base: [...base.keys()],
    mine: [...mine.keys()],
    theirs: [...theirs.keys()],
  });
  return keys.flatMap((key) => {
    const entry = { base: base.get(key), mine: mine.get(key), theirs: theirs.get(key) };
    const merged = mergeKey(entry, pathOf(key));
    return merged.length === 0 ? [] : [merged];
  });
}

/** A key that a side may not have: added by one, or deleted. */
function mergeKey(
  { base, mine, theirs }: { [version in keyof Versions<Entry>]: Entry | undefined },
  path: string,
): Piece[] {
  if (mine && theirs) return mergeEntries({ base, mine, theirs }, path);
  const left = mine ?? theirs;
  if (!left) return [];
  const lines = linesOfEntry(left);
  if (!base) return [lines];
  if (sameLines(linesSaid(base), linesSaid(left))) return [];
  const before = linesOfEntry(base);
  return clashOf({ base: before, mine: mine ? lines : [], theirs: theirs ? lines : [] }, path);
}
