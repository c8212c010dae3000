import type { Region, Texts } from './regions.ts';

/** Who changes the lines at a point of the search; its numbers are indexes. */
const bys = ['nobody', 'mine', 'theirs', 'alike', 'both'] as const;
const nobody = 0;
const both = 4;

interface Step {
  by: number;
  base: 0 | 1;
  mine: 0 | 1;
  theirs: 0 | 1;
  /** Lines that it takes from the base's or adds to it, in the diffs of both sides. */
  edits: 0 | 1 | 2;
}

/** The ways on from a point: a side that keeps a line of the base goes on together with it. */
const steps: readonly Step[] = [
  { by: nobody, base: 1, mine: 1, theirs: 1, edits: 0 },
  { by: 1, base: 1, mine: 0, theirs: 1, edits: 1 },
  { by: 1, base: 0, mine: 1, theirs: 0, edits: 1 },
  { by: 2, base: 1, mine: 1, theirs: 0, edits: 1 },
  { by: 2, base: 0, mine: 0, theirs: 1, edits: 1 },
  { by: 3, base: 1, mine: 0, theirs: 0, edits: 2 },
  { by: 3, base: 0, mine: 1, theirs: 1, edits: 2 },
  { by: both, base: 1, mine: 1, theirs: 1, edits: 0 },
  { by: both, base: 1, mine: 0, theirs: 1, edits: 1 },
  { by: both, base: 1, mine: 1, theirs: 0, edits: 1 },
  { by: both, base: 1, mine: 0, theirs: 0, edits: 2 },
  { by: both, base: 0, mine: 1, theirs: 0, edits: 1 },
  { by: both, base: 0, mine: 0, theirs: 1, edits: 1 },
];

/** Beyond it the search takes longer than somebody waits; a text of 60 lines a side is below. */
export const mostPoints = 300_000;

export function pointsOf({ base, mine, theirs }: Texts): number {
  return (base.length + 1) * (mine.length + 1) * (theirs.length + 1);
}

/** An edit weighs more than all clashes; a clash as much as four unchanged lines within another. */
const editCost = 1e10;
const clashCost = 4e5;
const swallowedCost = 1e5;

/**
 * Of all pairs of shortest diffs, the one that clashes least. Where equal lines, such as blank
 * ones, can be matched in several ways, two diffs that know nothing of each other clash in vain. A
 * longer diff is never taken: it would clash still less by taking equal lines for others.
 */
export function fewestClashes(texts: Texts): Region[] {
  const { base, mine, theirs } = texts;
  const [J, K] = [mine.length + 1, theirs.length + 1];
  const count = pointsOf(texts) * bys.length;
  const cost = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const came = new Int8Array(count);
  const cameBy = new Int8Array(count);
  cost[nobody] = 0;
  for (let point = 0; point < count / bys.length; point++) {
    const k = point % K;
    const j = Math.floor(point / K) % J;
    const i = Math.floor(point / (K * J));
    for (let number = 0; number < steps.length; number++) {
      const step = steps[number] as Step;
      if (i + step.base > base.length || j + step.mine >= J || k + step.theirs >= K) continue;
      if (step.base && step.mine && base[i] !== mine[j]) continue;
      if (step.base && step.theirs && base[i] !== theirs[k]) continue;
      if (step.mine && step.theirs && mine[j] !== theirs[k]) continue;
      const to = (point + (step.base * J + step.mine) * K + step.theirs) * bys.length + step.by;
      for (let by = 0; by < bys.length; by++) {
        // Between two changes there is a line that nobody changed.
        if (by !== nobody && step.by !== nobody && by !== step.by) continue;
        const isNewClash = step.by === both && by === nobody;
        const now =
          (cost[point * bys.length + by] as number) +
          step.edits * editCost +
          (isNewClash ? clashCost : 0) +
          (step.by === both ? (step.edits === 0 ? swallowedCost : 1) : 0);
        if (now < (cost[to] as number)) {
          cost[to] = now;
          came[to] = number;
          cameBy[to] = by;
        }
      }
    }
  }
  return tracedBack(texts, cost, came, cameBy);
}

function tracedBack(
  { base, mine, theirs }: Texts,
  cost: Float64Array,
  came: Int8Array,
  cameBy: Int8Array,
): Region[] {
  const [J, K] = [mine.length + 1, theirs.length + 1];
  let [i, j, k] = [base.length, mine.length, theirs.length];
  const place = (by: number) => ((i * J + j) * K + k) * bys.length + by;
  let by = bys.reduce(
    (best, _, other) =>
      (cost[place(other)] as number) < (cost[place(best)] as number) ? other : best,
    0,
  );
  const regions: Region[] = [];
  while (i + j + k > 0) {
    const at = place(by);
    const step = steps[came[at] as number] as Step;
    const end = { base: i, mine: j, theirs: k };
    [i, j, k] = [i - step.base, j - step.mine, k - step.theirs];
    const last = regions.at(-1);
    if (last && last.by === bys[step.by]) {
      [last.base.start, last.mine.start, last.theirs.start] = [i, j, k];
    } else {
      regions.push({
        by: bys[step.by] as Region['by'],
        base: { start: i, end: end.base },
        mine: { start: j, end: end.mine },
        theirs: { start: k, end: end.theirs },
      });
    }
    by = cameBy[at] as number;
  }
  return regions.reverse();
}
