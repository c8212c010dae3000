import type { Edit } from '../mutant.ts';
import { blockAt, endOfIndented, isBranch, isOpener, type Line } from '../template-text.ts';

/** Lines, statements, keys with what hangs below them, blocks and guards: one taken away at a time. */
export function* removalsOf(lines: readonly Line[]): Generator<Edit> {
  for (const line of lines) {
    if (line.idle || /\{\{-? *define /.test(line.text)) continue;
    if (isOpener(line)) yield* removedBlocks(lines, line);
    else if (!isBranch(line)) yield* removedLines(lines, line);
  }
}

function* removedBlocks(lines: readonly Line[], line: Line): Generator<Edit> {
  const block = blockAt(lines, line.index);
  if (!block) return;
  const { end, branch } = block;
  const isGuard = /\{\{-? *if /.test(line.text);
  const cut = (kind: Edit['kind'], from: number, to: number, kept: readonly Line[]): Edit => ({
    kind,
    line: from,
    removed: to - from + 1,
    replacement: kept.map(({ text }) => text),
  });
  // A range over nothing is the same as no range: see the flipped conditions.
  if (!/\{\{-? *range /.test(line.text)) yield cut('block removed', line.index, end, []);
  if (isGuard && branch === undefined) {
    yield cut('guard removed', line.index, end, lines.slice(line.index + 1, end));
  }
  if (branch !== undefined) yield cut('block removed', branch, end, lines.slice(end, end + 1));
}

function* removedLines(lines: readonly Line[], line: Line): Generator<Edit> {
  if (line.opensInside) {
    const isWhole = !line.text.includes('}}') && depthOf(line.text) === 0;
    if (isWhole) yield removal(line.index, line.index + 1);
    return;
  }
  // What a later line names can't go: Helm would only say that it is missing.
  if (/\{\{-? *\$\w+ := /.test(line.text)) return;
  if (line.endsInside) {
    const last = lines.slice(line.index + 1).find(({ endsInside }) => !endsInside);
    if (last) yield removal(line.index, last.index + 1);
    return;
  }
  const hasHanging = /^ *(- )?[^{]/.test(line.text);
  const end = hasHanging ? endOfIndented(lines, line.index) : line.index + 1;
  if (isBalanced(lines.slice(line.index, end))) yield removal(line.index, end);
}

function removal(from: number, to: number): Edit {
  const kind = to - from > 1 ? 'block removed' : 'line removed';
  return { kind, line: from, removed: to - from, replacement: [] };
}

const depthOf = (text: string): number =>
  (text.match(/\(/g)?.length ?? 0) - (text.match(/\)/g)?.length ?? 0);

/** Whether every block that is opened in these lines is closed in them. */
function isBalanced(lines: readonly Line[]): boolean {
  const count = (pattern: RegExp) =>
    lines.filter(({ idle }) => !idle).flatMap(({ text }) => text.match(pattern) ?? []).length;
  return count(/\{\{-? *(if|with|range) /g) === count(/\{\{-? *end\b/g);
}
