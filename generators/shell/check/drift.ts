import { answersFileName, lockFileName } from '../../core/compose/answers-file.ts';
import { filesOf } from '../../core/generate.ts';
import { reconcile, type StepAction } from '../../core/reconcile/reconcile.ts';
import { thisGenerator } from '../../core/this-generator.ts';
import type { OpenChart } from '../open-chart.ts';
import { readSnapshot } from '../snapshot.ts';

/** How far a chart is from what its answers make now. */
export interface Drift {
  /** The version that wrote the chart, or '' where there is no lock, and the one that looks now. */
  from: string;
  to: string;
  /** What an update would write. */
  files: { path: string; action: StepAction }[];
  /** Files with edits that an update would leave as they are; they are no drift. */
  kept: number;
}

export async function driftOf({ chart, lock, lockText, directory }: OpenChart): Promise<Drift> {
  const next = ours(filesOf(chart));
  const base = ours(lock.files);
  const disk = readSnapshot(directory, new Set([...base.keys(), ...next.keys()]));
  const steps = await reconcile(base, disk, next, { mine: 'yours', theirs: 'new' });
  return {
    from: lock.version,
    to: thisGenerator.version,
    files: [
      ...(lockText === undefined ? [{ path: lockFileName, action: 'new' as const }] : []),
      ...steps
        .filter(({ action }) => action !== 'kept')
        .map(({ path, action }) => ({ path, action })),
    ],
    kept: steps.filter(({ action }) => action === 'kept').length,
  };
}

/** The answers are the user's, and the lock follows the rest. */
function ours<T>(files: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...files].filter(([path]) => path !== answersFileName && path !== lockFileName));
}
