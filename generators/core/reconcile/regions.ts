import type { Hunk } from './diff.ts';

export interface Texts {
  base: readonly string[];
  mine: readonly string[];
  theirs: readonly string[];
}

export interface Span {
  start: number;
  end: number;
}

/** A stretch of the three texts: changed by nobody, by one side, by both alike, or by both. */
export interface Region {
  by: 'nobody' | 'mine' | 'theirs' | 'alike' | 'both';
  base: Span;
  mine: Span;
  theirs: Span;
}

/**
 * Whether changes that touch are changes of the same place: of lines they are, as git has it,
 * since neighbouring lines belong together; of items of a list they are not.
 */
export type Touching = 'same place' | 'apart';

interface Reach extends Span {
  mine: Hunk[];
  theirs: Hunk[];
}

/** The three texts from begin to end, as diff3 sees them. */
export function regionsOf(
  texts: Texts,
  hunks: { mine: readonly Hunk[]; theirs: readonly Hunk[] },
  touching: Touching,
): Region[] {
  const regions: Region[] = [];
  let at = { base: 0, mine: 0, theirs: 0 };
  const upTo = (by: Region['by'], base: number, mineGrows: number, theirsGrow: number) => {
    const length = base - at.base;
    if (length === 0 && by === 'nobody') return;
    const end = {
      base,
      mine: at.mine + length + mineGrows,
      theirs: at.theirs + length + theirsGrow,
    };
    const region = {
      by,
      base: { start: at.base, end: end.base },
      mine: { start: at.mine, end: end.mine },
      theirs: { start: at.theirs, end: end.theirs },
    };
    const isAlike =
      by === 'both' && sameLines(linesOf(texts, region, 'mine'), linesOf(texts, region, 'theirs'));
    regions.push(isAlike ? { ...region, by: 'alike' } : region);
    at = end;
  };
  for (const { start, end, mine, theirs } of reaches(hunks, touching)) {
    upTo('nobody', start, 0, 0);
    const by = theirs.length === 0 ? 'mine' : mine.length === 0 ? 'theirs' : 'both';
    upTo(by, end, growth(mine), growth(theirs));
  }
  upTo('nobody', texts.base.length, 0, 0);
  return regions;
}

export function linesOf(texts: Texts, region: Region, text: keyof Texts): readonly string[] {
  return texts[text].slice(region[text].start, region[text].end);
}

export function sameLines(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((line, i) => line === others[i]);
}

/** Hunks of both sides that meet, as one. */
function reaches(
  hunks: { mine: readonly Hunk[]; theirs: readonly Hunk[] },
  touching: Touching,
): Reach[] {
  const all = [
    ...hunks.mine.map((hunk) => ({ hunk, side: 'mine' as const })),
    ...hunks.theirs.map((hunk) => ({ hunk, side: 'theirs' as const })),
  ].toSorted((a, b) => a.hunk.start - b.hunk.start || a.hunk.end - b.hunk.end);
  const found: Reach[] = [];
  for (const { hunk, side } of all) {
    let last = found.at(-1);
    if (last && (touching === 'same place' ? hunk.start <= last.end : overlap(last, hunk))) {
      last.end = Math.max(last.end, hunk.end);
    } else {
      last = { start: hunk.start, end: hunk.end, mine: [], theirs: [] };
      found.push(last);
    }
    last[side].push(hunk);
  }
  return found;
}

/** Insertions overlap with what they stand within, and with each other at the same place. */
function overlap(one: Span, other: Span): boolean {
  const isWithin = one.start < other.end && other.start < one.end;
  return isWithin || (one.start === other.start && one.end === other.end);
}

function growth(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, { start, end, from, to }) => sum + (to - from) - (end - start), 0);
}
