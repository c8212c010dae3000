import { placesInMarkdown } from '../markdown.ts';
import { diff } from './diff.ts';
import { mergeLines } from './lines.ts';
import {
  type Conflict,
  decided,
  decidedWithRemarks,
  type Piece,
  type Side,
  written,
} from './pieces.ts';
import { sameLines, type Texts } from './regions.ts';
import { settledOf } from './structure/versions.ts';

export type { Conflict, Side } from './pieces.ts';

export type MergeKind = 'lines' | 'yaml' | 'json';

export interface Merged {
  text: string;
  conflicts: readonly Conflict[];
}

/**
 * The changes that mine and theirs made to base, both in one text. It has mine's line ends. Where
 * both changed the same, both stand there between markers as git writes them.
 */
export async function merge(
  kind: MergeKind,
  base: string,
  mine: string,
  theirs: string,
  names: Readonly<Record<Side, string>>,
): Promise<Merged> {
  if (mine === theirs || theirs === base) return { text: mine, conflicts: [] };
  if (mine === base) return { text: theirs, conflicts: [] };
  const texts = { base: linesOf(base), mine: linesOf(mine), theirs: linesOf(theirs) };
  const { lines, conflicts } = written(await piecesOf(kind, texts), names);
  return { text: inStyleOf(mine === '' ? theirs : mine, lines), conflicts };
}

/** For which side it is settled what both changed; comments may stay where what they are about goes. */
type Settled = Side | 'theirs, with the comments of mine';

/** The same, where nothing is left open. */
export async function mergeFor(
  side: Settled,
  kind: MergeKind,
  base: string,
  mine: string,
  theirs: string,
): Promise<string> {
  const texts = { base: linesOf(base), mine: linesOf(mine), theirs: linesOf(theirs) };
  const pieces = await piecesOf(kind, texts);
  const isSide = side === 'mine' || side === 'theirs';
  const lines = isSide ? decided(pieces, side) : decidedWithRemarks(pieces);
  return inStyleOf(mine === '' ? theirs : mine, lines);
}

/** Whether somebody still has to decide; `=======` alone may underline a heading of Markdown. */
export function hasConflictMarkers(text: string): boolean {
  return /^(?:<{7}|>{7})(?: |\r?$)/m.test(text);
}

/**
 * The same for a file that lies there. Code in Markdown may show how markers of git look; there only
 * those count that a merge of ours has written, which they tell by its name for mine.
 */
export function isLeftOpen(path: string, text: string, namesOfMine: readonly string[]): boolean {
  if (!path.endsWith('.md')) return hasConflictMarkers(text);
  const lines = linesOf(text);
  const places = placesInMarkdown(lines);
  return lines.some((line, i) =>
    places[i] === 'code'
      ? namesOfMine.some((name) => line === `<<<<<<< ${name}`)
      : hasConflictMarkers(line),
  );
}

async function piecesOf(kind: MergeKind, texts: Texts): Promise<Piece[]> {
  const settled = settledOf(texts, sameLines);
  if (settled) return [settled];
  if (kind === 'lines') return mergeLines(texts.base, texts.mine, texts.theirs);
  // What reads YAML is loaded for YAML alone.
  const { mergeStructure } = await import('./structure/merge-structure.ts');
  return mergeStructure(kind, texts);
}

function linesOf(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Line ends, and whether the last line has one, are as in the sample; new lines have the usual. */
function inStyleOf(sample: string, lines: readonly string[]): string {
  const known: string[] = sample.match(/\r?\n/g) ?? [];
  const windows = known.filter((end) => end === '\r\n').length;
  const usual = windows * 2 > known.length ? '\r\n' : '\n';
  const isMixed = windows > 0 && windows < known.length;
  const ends = isMixed ? endsKept(known, linesOf(sample), lines) : [];
  const text = lines.map((line, i) => (i === 0 ? '' : (ends[i - 1] ?? usual)) + line).join('');
  return (
    text + (sample.endsWith('\n') && lines.length > 0 ? (ends[lines.length - 1] ?? usual) : '')
  );
}

/** The end of each line that was there before. */
function endsKept(
  ends: readonly string[],
  before: readonly string[],
  lines: readonly string[],
): (string | undefined)[] {
  let at = 0;
  const kept = diff(before, lines).flatMap(({ start, end, from, to }) => {
    const same = ends.slice(at, start);
    at = end;
    return [...same, ...Array.from({ length: to - from }, () => undefined)];
  });
  return [...kept, ...ends.slice(at)];
}
