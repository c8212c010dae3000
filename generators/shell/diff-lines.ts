import { lockFileName } from '../core/compose/answers-file.ts';
import { isWritten, type PlanEntry } from '../core/plan.ts';
import { type DiffLine, unifiedDiff } from '../core/reconcile/unified.ts';
import type { Style } from './style.ts';

/** Every line that a plan changes, file by file, as git shows it; the lock only repeats them. */
export function diffLines(plan: readonly PlanEntry[], style: Style): string[] {
  return plan
    .filter((entry) => isWritten(entry) && !entry.path.endsWith(lockFileName))
    .flatMap(({ path, texts: { before, after } }) => [
      '',
      style.bold(`--- ${before === undefined ? '/dev/null' : path}`),
      style.bold(`+++ ${after === undefined ? '/dev/null' : path}`),
      ...unifiedDiff(before, after).map((line) => coloured(line, style)),
    ]);
}

export function coloured({ kind, text }: DiffLine, style: Style): string {
  const shown = text.replace(/\r$/, '');
  if (kind === 'added') return style.good(shown);
  if (kind === 'removed') return style.bad(shown);
  return kind === 'place' ? style.accent(shown) : shown;
}
