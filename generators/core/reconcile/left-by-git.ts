import { inLines } from './line-ends.ts';
import { mergeLines } from './lines.ts';
import { hasConflictMarkers } from './merge.ts';
import { clashesIn } from './pieces.ts';
import type { Sides } from './reconcile.ts';

/** One file as two branches have it, and as both had it before; what a side does not have is absent. */
export interface Divided {
  base?: string | undefined;
  ours?: string | undefined;
  theirs?: string | undefined;
}

/** Other words than git's, so that nobody's half settled file is taken for one that git has left. */
export const branchNames: Sides = { mine: 'this branch', theirs: 'the other branch' };

/** A conflict as git writes it, with the lines of both sides and maybe those of before. */
const group =
  /^<{7}(?: .*)?\n((?:.*\n)*?)(?:\|{7}(?: .*)?\n(?:.*\n)*?)?={7}\n((?:.*\n)*?)>{7}(?: .*)?(?:\n|$)/gm;

/** Whether a text still has the markers of git, and nobody has begun to settle what is between them. */
export function isAsGitLeftIt(text: string, { base = '', ours, theirs }: Divided): boolean {
  if (!hasConflictMarkers(text) || ours === undefined || theirs === undefined) return false;
  if (text.includes(`<<<<<<< ${branchNames.mine}`)) return false;
  const decided = (side: '$1' | '$2') => new Set(linesIn(inLines(text).replace(group, side)));
  const set = (side: string) => new Set(linesIn(side));
  const [before, mine, other] = [set(base), set(ours), set(theirs)];
  return (
    holds(decided('$1'), before, mine, other) &&
    holds(decided('$2'), before, other, mine) &&
    isAllOpen(text, [base, ours, theirs])
  );
}

/** Whether each clash stands between markers: one that somebody has settled does not. */
function isAllOpen(text: string, sides: readonly [string, string, string]): boolean {
  const [base, mine, theirs] = sides.map(linesIn) as [string[], string[], string[]];
  const clashes = clashesIn(mergeLines(base, mine, theirs));
  const groups = [...inLines(text).matchAll(group)];
  return (['mine', 'theirs'] as const).every((side, i) => {
    const open = groups.flatMap((found) => linesIn(found[i + 1] ?? ''));
    const wanted = clashes.flatMap((clash) => {
      const others = [...clash.base, ...(side === 'mine' ? clash.theirs : clash.mine)];
      return clash[side].filter((line) => !others.includes(line));
    });
    return wanted.every((line) => {
      const at = open.indexOf(line);
      if (at >= 0) open.splice(at, 1);
      return at >= 0;
    });
  });
}

/** Whether lines have all that a side added, and nothing that neither of both has. */
function holds(
  lines: ReadonlySet<string>,
  before: ReadonlySet<string>,
  side: ReadonlySet<string>,
  other: ReadonlySet<string>,
): boolean {
  const hasAdded = [...side].every((line) => before.has(line) || lines.has(line));
  return hasAdded && [...lines].every((line) => side.has(line) || other.has(line));
}

function linesIn(text: string): string[] {
  return inLines(text).split('\n');
}
