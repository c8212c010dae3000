import { diff } from './diff.ts';
import { fewestClashes, mostPoints, pointsOf } from './fewest-clashes.ts';
import { clashesIn, joined, type Piece, trimmed } from './pieces.ts';
import { linesOf, type Region, regionsOf, type Span, type Texts } from './regions.ts';

/** How far around a clash another view of the same lines is looked for. */
const reach = 20;

/**
 * The merge of three texts by lines. A second look at what clashes avoids or shrinks many of the
 * conflicts; where it would leave more of them, the first one stands.
 */
export function mergeLines(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  path?: string,
): Piece[] {
  const texts = { base, mine, theirs };
  const hunks = { mine: diff(base, mine), theirs: diff(base, theirs) };
  const regions = regionsOf(texts, hunks, 'same place');
  const first = piecesOf(texts, regions, path);
  if (clashesIn(first).length === 0) return first;
  const second = piecesOf(texts, reconsidered(texts, regions), path);
  return clashesIn(second).length <= clashesIn(first).length ? second : first;
}

function piecesOf(texts: Texts, regions: readonly Region[], path: string | undefined): Piece[] {
  return joined(
    regions.flatMap((region): Piece[] => {
      if (region.by === 'theirs') return [linesOf(texts, region, 'theirs')];
      const mine = linesOf(texts, region, 'mine');
      if (region.by !== 'both') return [mine];
      const [base, theirs] = [linesOf(texts, region, 'base'), linesOf(texts, region, 'theirs')];
      return trimmed({ path, base, mine, theirs });
    }),
  );
}

/** Each clash, with what is around it, seen in the way that clashes least. */
function reconsidered(texts: Texts, regions: readonly Region[]): Region[] {
  if (pointsOf(texts) <= mostPoints) return fewestClashes(texts);
  const units = regions.flatMap(byLine);
  const isAnchor = anchorsOf(texts);
  return windowsOf(units, isAnchor).flatMap(({ start, end, isClash }) => {
    const within = units.slice(start, end);
    if (!isClash) return within;
    const first = within[0] as Region;
    const last = within.at(-1) as Region;
    const part = (text: keyof Texts) => texts[text].slice(first[text].start, last[text].end);
    const parts = { base: part('base'), mine: part('mine'), theirs: part('theirs') };
    if (pointsOf(parts) > mostPoints) return within;
    const moved = (span: Span, text: keyof Texts) => ({
      start: span.start + first[text].start,
      end: span.end + first[text].start,
    });
    return fewestClashes(parts).map(({ by, base, mine, theirs }) => ({
      by,
      base: moved(base, 'base'),
      mine: moved(mine, 'mine'),
      theirs: moved(theirs, 'theirs'),
    }));
  });
}

/** What nobody changed, a line at a time. */
function byLine(region: Region): Region[] {
  if (region.by !== 'nobody') return [region];
  const at = (span: Span, i: number) => ({ start: span.start + i, end: span.start + i + 1 });
  return Array.from({ length: region.base.end - region.base.start }, (_, i) => ({
    by: 'nobody',
    base: at(region.base, i),
    mine: at(region.mine, i),
    theirs: at(region.theirs, i),
  }));
}

interface Window extends Span {
  isClash: boolean;
}

/** The units cut into those around clashes and the rest. */
function windowsOf(units: readonly Region[], isAnchor: (unit: Region) => boolean): Window[] {
  const windows: Window[] = [];
  let settled = 0;
  const rest = (end: number) => {
    if (end > settled) windows.push({ start: settled, end, isClash: false });
  };
  for (const [i, { by }] of units.entries()) {
    if (by !== 'both' || i < settled) continue;
    const start = borderFrom(units, i, -1, isAnchor, settled);
    const end = borderFrom(units, i, 1, isAnchor, units.length - 1) + 1;
    rest(start);
    windows.push({ start, end, isClash: true });
    settled = end;
  }
  rest(units.length);
  return windows;
}

/** The last unit on the way to an anchor, or to any unchanged line once it is far enough. */
function borderFrom(
  units: readonly Region[],
  from: number,
  way: 1 | -1,
  isAnchor: (unit: Region) => boolean,
  limit: number,
): number {
  let at = from;
  while (at !== limit) {
    const next = units[at + way] as Region;
    const isFar = Math.abs(at - from) >= reach;
    if (next.by === 'nobody' && (isFar || isAnchor(next))) return at;
    at += way;
  }
  return at;
}

/** A line that each text has exactly once has its match for sure. */
function anchorsOf(texts: Texts): (unit: Region) => boolean {
  const counts = [texts.base, texts.mine, texts.theirs].map((lines) => {
    const count = new Map<string, number>();
    for (const line of lines) count.set(line, (count.get(line) ?? 0) + 1);
    return count;
  });
  return ({ by, base }) => {
    const line = texts.base[base.start] as string;
    return by === 'nobody' && counts.every((count) => count.get(line) === 1);
  };
}
