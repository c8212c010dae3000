import { diff, type Hunk } from './diff.ts';

export interface DiffLine {
  kind: 'same' | 'removed' | 'added' | 'place';
  /** With the sign in front, as diff writes it. */
  text: string;
}

const context = 3;

/** What becomes of a text, as `diff -u` shows it; without its head, which names the files. */
export function unifiedDiff(before: string | undefined, after: string | undefined): DiffLine[] {
  const [old, young] = [linesOf(before), linesOf(after)];
  const lines = groups(diff(old.lines, young.lines)).flatMap((hunks) =>
    groupLines(hunks, old.lines, young.lines),
  );
  if (old.isEnded !== young.isEnded) {
    lines.push({
      kind: 'place',
      text: `\\ ${old.isEnded ? 'No' : 'Now a'} newline at end of file`,
    });
  }
  return lines;
}

function linesOf(text: string | undefined): { lines: string[]; isEnded: boolean } {
  if (text === undefined || text === '') return { lines: [], isEnded: true };
  const lines = text.split('\n');
  const isEnded = lines.at(-1) === '';
  return { lines: isEnded ? lines.slice(0, -1) : lines, isEnded };
}

/** Changes whose surroundings meet are shown together. */
function groups(hunks: readonly Hunk[]): Hunk[][] {
  const found: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = found.at(-1);
    if (last && hunk.start - (last.at(-1) as Hunk).end <= context * 2) last.push(hunk);
    else found.push([hunk]);
  }
  return found;
}

function groupLines(
  hunks: readonly Hunk[],
  old: readonly string[],
  young: readonly string[],
): DiffLine[] {
  const [first, last] = [hunks[0] as Hunk, hunks.at(-1) as Hunk];
  const from = Math.max(0, first.start - context);
  const to = Math.min(old.length, last.end + context);
  const youngFrom = first.from - (first.start - from);
  const youngTo = last.to + (to - last.end);
  const lines: DiffLine[] = [
    {
      kind: 'place',
      text: `@@ -${range(from, to)} +${range(youngFrom, youngTo)} @@`,
    },
  ];
  let at = from;
  const same = (until: number) => {
    for (const line of old.slice(at, until)) lines.push({ kind: 'same', text: ` ${line}` });
  };
  for (const { start, end, from: added, to: addedTo } of hunks) {
    same(start);
    for (const line of old.slice(start, end)) lines.push({ kind: 'removed', text: `-${line}` });
    for (const line of young.slice(added, addedTo)) lines.push({ kind: 'added', text: `+${line}` });
    at = end;
  }
  same(to);
  return lines;
}

/** An empty range names the line before it. */
function range(from: number, to: number): string {
  const count = to - from;
  return `${count === 0 ? from : from + 1}${count === 1 ? '' : `,${count}`}`;
}
