import type { OptionValues } from '../../core/options.ts';
import { type Step, settledFor } from '../../core/reconcile/reconcile.ts';
import type { Asker, Settlement } from '../../shell/ask/asker.ts';

/** Conflicts as the options, or a person, want them settled; the rest keep their markers. */
export async function settleConflicts(
  steps: readonly Step[],
  { 'on-conflict': wish }: OptionValues,
  asker: Asker | undefined,
): Promise<Step[]> {
  const of = steps.filter(canBeSettled).length;
  const settled: Step[] = [];
  let place = 0;
  for (const step of steps) {
    if (!canBeSettled(step)) {
      settled.push(step);
      continue;
    }
    place += 1;
    const how = typeof wish === 'string' ? wish : await asker?.settle({ step, place, of });
    settled.push(await settledAs(step, how as Settlement | 'abort' | undefined));
  }
  return settled;
}

/** A branch that clashes with the new render as well keeps all its markers: there is no one side. */
function canBeSettled({ action, between }: Step): boolean {
  return action === 'conflict' && between !== undefined;
}

function settledAs(step: Step, how: Settlement | 'abort' | undefined): Step | Promise<Step> {
  if (how === 'keep') return settledFor('mine', step);
  return how === 'overwrite' ? settledFor('theirs', step) : step;
}
