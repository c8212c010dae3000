import { type Clash, isClash, type Piece } from '../pieces.ts';
import { dashed, separated } from './tree.ts';

/** The dash of an item on its first line; undefined where a side's first line is beyond a clash. */
export function dashedPieces(pieces: readonly Piece[], dash: number): Piece[] | undefined {
  const at = pieces.findIndex((piece) => isClash(piece) || piece.length > 0);
  const first = pieces[at];
  if (!first) return [...pieces];
  if (!isClash(first)) return pieces.with(at, dashed(first, dash));
  if (first.mine.length === 0 || first.theirs.length === 0) return undefined;
  return pieces.with(
    at,
    onAllSides(first, (lines) => dashed(lines, dash)),
  );
}

/** A comma at the end of an entry, on whichever side has the entry. */
export function separatedPieces(pieces: readonly Piece[], separator: string): Piece[] {
  const at = pieces.findLastIndex((piece) => isClash(piece) || piece.length > 0);
  const last = pieces[at];
  if (!last || separator === '') return [...pieces];
  if (!isClash(last)) return pieces.with(at, separated(last, separator));
  return pieces.with(
    at,
    onAllSides(last, (lines) => separated(lines, separator)),
  );
}

function onAllSides(
  { path, base, mine, theirs }: Clash,
  change: (lines: readonly string[]) => string[],
): Clash {
  return { path, base: change(base), mine: change(mine), theirs: change(theirs) };
}
