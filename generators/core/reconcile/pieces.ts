/** A merge in pieces: lines that are settled, and places where both sides want something else. */
export type Piece = readonly string[] | Clash;

export interface Clash {
  /** Where a key is known: its path, such as image.tag. */
  path: string | undefined;
  base: readonly string[];
  mine: readonly string[];
  theirs: readonly string[];
}

export interface Conflict {
  /** Key path such as image.tag, where one is known. */
  path?: string;
  /** First line of the conflict in the merged text, from 1. */
  line: number;
  /** What the three texts have there, in whole lines. */
  base: string;
  mine: string;
  theirs: string;
}

export type Side = 'mine' | 'theirs';

export function isClash(piece: Piece): piece is Clash {
  return 'mine' in piece;
}

export function clashesIn(pieces: readonly Piece[]): Clash[] {
  return pieces.filter(isClash);
}

/** The lines where every clash is decided for one side. */
export function decided(pieces: readonly Piece[], side: Side): string[] {
  return pieces.flatMap((piece) => (isClash(piece) ? piece[side] : piece));
}

/** The lines of theirs, and what mine says there in comments of its own. */
export function decidedWithRemarks(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) =>
    isClash(piece) ? [...remarksIn(piece), ...piece.theirs] : piece,
  );
}

function remarksIn({ base, mine, theirs }: Clash): string[] {
  const isKnown = (line: string) => base.includes(line) || theirs.includes(line);
  return mine.flatMap((line) => {
    if (isKnown(line)) return [];
    if (/^ *#/.test(line)) return [line];
    const [, said = '', aside] = /^(.*?) +(#.*)$/.exec(line) ?? [];
    return aside !== undefined && isKnown(said) ? [aside] : [];
  });
}

export function written(
  pieces: readonly Piece[],
  names: Readonly<Record<Side, string>>,
): { lines: string[]; conflicts: Conflict[] } {
  const lines: string[] = [];
  const conflicts: Conflict[] = [];
  for (const piece of pieces) {
    if (!isClash(piece)) {
      lines.push(...piece);
      continue;
    }
    const { path, base, mine, theirs } = piece;
    conflicts.push({
      ...(path === undefined ? {} : { path }),
      line: lines.length + 1,
      base: wholeLines(base),
      mine: wholeLines(mine),
      theirs: wholeLines(theirs),
    });
    lines.push(`<<<<<<< ${names.mine}`, ...mine, '=======', ...theirs, `>>>>>>> ${names.theirs}`);
  }
  return { lines, conflicts };
}

/** What both sides of a clash begin or end with is no part of it. */
export function trimmed(clash: Clash): Piece[] {
  const { mine, theirs } = clash;
  const shorter = Math.min(mine.length, theirs.length);
  let head = 0;
  while (head < shorter && mine[head] === theirs[head]) head++;
  let tail = 0;
  while (tail < shorter - head && mine.at(-1 - tail) === theirs.at(-1 - tail)) tail++;
  const inner = {
    ...clash,
    mine: mine.slice(head, mine.length - tail),
    theirs: theirs.slice(head, theirs.length - tail),
  };
  const isSettled = inner.mine.length === 0 && inner.theirs.length === 0;
  return [mine.slice(0, head), ...(isSettled ? [] : [inner]), mine.slice(mine.length - tail)];
}

/** Clashes with next to nothing between them are easier to read, and to settle, as one. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  let between: string[] = [];
  for (const piece of pieces) {
    if (!isClash(piece)) {
      between.push(...piece);
      continue;
    }
    const before = out.at(-1);
    if (before && isClash(before) && isNextToNothing(between)) {
      out[out.length - 1] = joinedClash(before, between, piece);
    } else out.push(between, piece);
    between = [];
  }
  return [...out, between];
}

function joinedClash(first: Clash, between: readonly string[], second: Clash): Clash {
  return {
    path: sharedPath(first.path, second.path),
    base: [...first.base, ...between, ...second.base],
    mine: [...first.mine, ...between, ...second.mine],
    theirs: [...first.theirs, ...between, ...second.theirs],
  };
}

/** As git merge-file has it: three lines, or any number without a letter or a digit. */
function isNextToNothing(lines: readonly string[]): boolean {
  return lines.length <= 3 || !lines.some((line) => /[a-z0-9]/i.test(line));
}

function sharedPath(first: string | undefined, second: string | undefined): string | undefined {
  if (first === second || first === undefined || second === undefined) return first ?? second;
  const parts = first.split('.');
  const others = second.split('.');
  const different = parts.findIndex((part, i) => part !== others[i]);
  return parts.slice(0, different === -1 ? parts.length : different).join('.') || undefined;
}

function wholeLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
