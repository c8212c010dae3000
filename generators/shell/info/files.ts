import { answersFileName, lockFileName } from '../../core/compose/answers-file.ts';
import { inLines } from '../../core/reconcile/line-ends.ts';
import { chartPaths } from '../check/chart-files.ts';
import type { OpenChart } from '../open-chart.ts';
import { readSnapshot } from '../snapshot.ts';

/** What its owners have made of the chart since it was rendered. */
export interface OwnersFiles {
  edited: string[];
  deleted: string[];
  /** Not ours at all. */
  added: string[];
}

/** Without a lock nobody knows what was rendered. */
export function ownersFiles({ directory, lock }: OpenChart): OwnersFiles | null {
  if (lock.files.size === 0) return null;
  // What the answers say is told, and the lock is ours alone.
  const isChartFile = (path: string) => path !== answersFileName && path !== lockFileName;
  const rendered = [...lock.files.keys()].filter(isChartFile);
  const disk = readSnapshot(directory, rendered);
  const isEdited = (path: string) => {
    const file = disk.get(path);
    return file && (file.text === undefined || inLines(file.text) !== lock.files.get(path));
  };
  return {
    edited: rendered.filter(isEdited),
    deleted: rendered.filter((path) => !disk.has(path)),
    added: chartPaths(directory).filter((path) => isChartFile(path) && !lock.files.has(path)),
  };
}
