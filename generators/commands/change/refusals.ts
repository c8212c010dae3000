import type { Chart } from '../../core/chart.ts';
import { touchesRender } from '../../core/immutable/touches-render.ts';
import { type Step, settledFor } from '../../core/reconcile/reconcile.ts';
import type { Renaming } from '../../core/reconcile/rename.ts';
import { misuse, UsageError } from '../../core/usage-error.ts';
import type { Both, FoundChange } from '../../shell/immutable/render-both.ts';
import type { ChartRecord } from '../../shell/open-chart.ts';

/** What a live release of the chart would not take, if the steps were carried out. */
export async function whatIsRefused(
  before: Chart,
  after: Chart,
  { directory }: ChartRecord,
  steps: readonly Step[],
  renaming: Renaming | undefined,
): Promise<Both> {
  const changed = steps.filter((step) => step.before !== step.after);
  if (!changed.some(({ path }) => touchesRender(path))) return { changes: [] };
  const { renderBoth } = await import('../../shell/immutable/render-both.ts');
  // Markers cannot be rendered: what the new render wants is what is new.
  const settled = await Promise.all(changed.map((step) => settledFor('theirs', step)));
  return renderBoth({
    directory,
    release: before.name,
    before: before.environments,
    after: after.environments,
    ...(renaming ? { renamed: renaming.answer } : {}),
    kubernetes: after.answers.chart.kubernetes,
    changes: settled.map((step) => ({ path: step.path, after: step.after })),
  });
}

/** Refuses what nobody has allowed. */
export function requireTaken(found: Both): void {
  if ('notChecked' in found) {
    const why = `nothing tells whether a live release would take this: ${found.notChecked}`;
    const message = `${why}; mend that, or say --allow-immutable`;
    throw misuse('', message);
  }
  if (found.changes.length === 0) return;
  throw new UsageError([
    // The parts of what is said, too, for programs.
    ...found.changes.map((one) => ({ path: placeOf(one), message: messageOf(one), ...one })),
    { path: '', message: 'Nothing was written. Where no release is live, say --allow-immutable.' },
  ]);
}

/** The same, for those who have allowed it or only look. */
export function noticesOf(found: Both): string[] {
  if ('notChecked' in found) {
    return [`Not checked whether a live release would take this: ${found.notChecked}`];
  }
  return found.changes.map((change) => `${placeOf(change)}: ${messageOf(change)}`);
}

function placeOf({ object, field, environments }: FoundChange): string {
  const names = environments.map((name) => name ?? 'values.yaml alone');
  return `${object} ${field} (${names.join(', ')})`;
}

function messageOf({ from, to, breaks, safely }: FoundChange): string {
  return `${from} would become ${to}. ${breaks}\n    Safely: ${safely}`;
}
