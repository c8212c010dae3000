import type { Verdict } from './judge.ts';
import { witnesses } from './judge.ts';
import { describeMutant } from './mutant.ts';

export const survived = ({ noticedBy, seenWith }: Verdict): boolean => !noticedBy && !!seenWith;

/** The part that is noticed of those that change anything, in percent. */
export function noticedPercent(verdicts: readonly Verdict[]): number {
  const noticed = verdicts.filter(({ noticedBy }) => noticedBy).length;
  const left = verdicts.filter(survived).length;
  return noticed + left === 0 ? 100 : (100 * noticed) / (noticed + left);
}

const columns = ['made', ...witnesses, 'survived', 'equivalent', 'noticed'];

/** How many were made and who noticed them, a line for each name that is given to them. */
export function tableBy(
  title: string,
  verdicts: readonly Verdict[],
  nameOf: (verdict: Verdict) => string,
): string {
  const names = [...new Set(verdicts.map(nameOf))].toSorted();
  const rows = [...names, 'all'].map((name) => {
    const these = verdicts.filter((verdict) => name === 'all' || nameOf(verdict) === name);
    const times = (is: (verdict: Verdict) => boolean) => `${these.filter(is).length}`;
    return [
      name,
      `${these.length}`,
      ...witnesses.map((witness) => times(({ noticedBy }) => noticedBy === witness)),
      times(survived),
      times(({ noticedBy, seenWith }) => !noticedBy && !seenWith),
      `${noticedPercent(these).toFixed(0)}%`,
    ];
  });
  const table = [[title, ...columns], ...rows];
  const widths =
    table[0]?.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** One line each: what was done where, and the values under which it would have been seen. */
export function listed(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ mutant, seenWith }) =>
      seenWith ? `${describeMutant(mutant)} [${seenWith}]` : describeMutant(mutant),
    )
    .toSorted()
    .join('\n');
}
